//! Front matter: the YAML between two `---` lines at the head of a Markdown file.
