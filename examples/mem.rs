use std::sync::Arc;
fn rss(w: &str) {
    let s = std::fs::read_to_string("/proc/self/status").unwrap();
    let g = |k: &str| s.lines().find_map(|l| l.strip_prefix(k)).unwrap().trim().to_owned();
    eprintln!("{w}: rss {} peak {}", g("VmRSS:"), g("VmHWM:"));
}
fn main() {
    let home = std::path::PathBuf::from(std::env::args().nth(1).unwrap());
    let t = std::time::Instant::now();
    let (sources, _) = essaim::load::folder::folder(&home).unwrap();
    rss("load");
    eprintln!("{:?}", t.elapsed());
    let sources = Arc::new(sources);
    let mut d = essaim::diag::Diagnostics::default();
    let tree = essaim::load::tree::tree(&sources, &mut d);
    let config = essaim::config::read(&sources, &tree, &mut d).unwrap();
    let c = essaim::schema::read(&sources, &tree, &mut d);
    let site = essaim::model::assemble(&sources, &tree, config, c, &mut d);
    rss("assemble");
    eprintln!("{:?}", t.elapsed());
    let site = Arc::new(essaim::check::check(site, Arc::clone(&sources), None, &mut d).unwrap());
    rss("check");
    eprintln!("{:?}", t.elapsed());
    let r = Arc::new(essaim::render::Renderer::new(site.clone()).ok().unwrap());
    let mut output = essaim::output::Output::default();
    let kp = |k| r.kit_page(k);
    let shelf = essaim::export::export(&site, &kp, &mut output).ok().unwrap();
    rss("export");
    eprintln!("{:?}", t.elapsed());
    Arc::clone(&r).pages(shelf, &mut output, &mut d);
    rss("pages");
    eprintln!("{:?}", t.elapsed());
    essaim::export::announce(&site, &mut output).ok().unwrap();
    rss("announce");
    eprintln!("{:?}", t.elapsed());
    essaim::output::publish(&output, &home.join("out2"), &|| ()).ok().unwrap();
    rss("publish");
    eprintln!("{:?}", t.elapsed());
}
