// Judge of help while typing: a real YAML language server, with the settings that `essaim init` writes.
//
//     judge.mjs ESSAIM SERVER    exit 0: what is right is not underlined, slips are, and values are proposed
import { spawn, execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [essaim, program] = process.argv.slice(2);
const root = mkdtempSync(join(tmpdir(), 'essaim-language-'));
execFileSync(essaim, ['--lang', 'fr', 'init', root]);
const settings = JSON.parse(readFileSync(join(root, '.vscode/settings.json'), 'utf8'));
const yaml = {
  schemas: settings['yaml.schemas'], yamlVersion: settings['yaml.yamlVersion'],
  validate: true, completion: true, hover: true, schemaStore: { enable: false },
};

const server = spawn(process.execPath, [program, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
const answers = new Map();
const published = new Map();
let buffer = Buffer.alloc(0);
let number = 0;

server.stdout.on('data', (data) => {
  buffer = Buffer.concat([buffer, data]);
  for (;;) {
    const head = buffer.indexOf('\r\n\r\n');
    if (head < 0) return;
    const length = Number(/Content-Length: (\d+)/.exec(buffer.toString('latin1', 0, head))[1]);
    if (buffer.length < head + 4 + length) return;
    receive(JSON.parse(buffer.toString('utf8', head + 4, head + 4 + length)));
    buffer = buffer.subarray(head + 4 + length);
  }
});

function receive(message) {
  if (message.method === 'workspace/configuration') {
    const result = message.params.items.map((item) => (item.section === 'yaml' ? yaml : {}));
    send({ id: message.id, result });
  } else if (message.method === 'textDocument/publishDiagnostics') {
    published.get(message.params.uri)?.(message.params.diagnostics);
  } else if (message.method) {
    if (message.id !== undefined) send({ id: message.id, result: null });
  } else {
    answers.get(message.id)?.(message.result);
  }
}

function send(message) {
  const text = JSON.stringify({ jsonrpc: '2.0', ...message });
  server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}

function ask(method, params) {
  number += 1;
  const id = number;
  return new Promise((resolve) => {
    answers.set(id, resolve);
    send({ id, method, params });
  });
}

// What the server says of a file, each as « line: message ».
async function open(path, written) {
  const text = written ?? readFileSync(join(root, path), 'utf8');
  const uri = pathToFileURL(join(root, path)).href;
  const said = new Promise((resolve) => published.set(uri, resolve));
  send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'yaml', version: 1, text } } });
  return (await said).map((found) => `${found.range.start.line + 1}: ${found.message}`);
}

async function complete(path, line, character) {
  const uri = pathToFileURL(join(root, path)).href;
  const found = await ask('textDocument/completion', { textDocument: { uri }, position: { line, character } });
  return (found.items ?? found).map((item) => item.label);
}

let wrong = 0;
function expect(what, fine, seen) {
  wrong += fine ? 0 : 1;
  console.log(`${fine ? '' : 'WRONG: '}${what}: ${JSON.stringify(seen).slice(0, 200)}`);
}

await ask('initialize', {
  processId: process.pid, rootUri: pathToFileURL(root).href,
  workspaceFolders: [{ uri: pathToFileURL(root).href, name: 'project' }],
  capabilities: { workspace: { configuration: true, workspaceFolders: true } },
});
send({ method: 'initialized', params: {} });
send({ method: 'workspace/didChangeConfiguration', params: { settings: { yaml } } });

for (const path of ['site.yaml', '_fields.yaml', 'outils/_collection.yaml', 'glossaire/_collection.yaml']) {
  const seen = await open(`content/${path}`);
  expect(`${path} as init writes it`, seen.length === 0, seen);
}
let seen = await open('content/outils/liste.yaml', '- nom: Un\n  levier: echanges\n  duree: 1 h 30\n  maj: 3 juin 2015\n  cout: 12,5\n');
expect('a list as people write it', seen.length === 0, seen);
seen = await open('content/outils/autre.yaml', '- nom: Un\n  levier: echanges\n  duré: 1 h 30\n  etat: \n');
expect('a mistyped key', seen.length === 1 && seen[0].startsWith('3: '), seen);
seen = await complete('content/outils/autre.yaml', 3, 8);
expect('the values of a field', ['a_documenter', 'propose', 'atteste'].every((value) => seen.includes(value)), seen);
seen = await open('content/leviers/liste.yaml', '- nom: Un\n  ');
seen = await complete('content/leviers/liste.yaml', 1, 2);
expect('the fields of a record', ['ordre', 'question', 'etat'].every((key) => seen.includes(key)), seen);
seen = await open('content/essais/_collection.yaml', 'titre: Essais\nschema: {fields: [{name: nom, type: texte}]}\n');
expect('slips of a declaration', seen.some((text) => text.startsWith('1: ')) && seen.length > 1, seen);
seen = await open('content/glossaire/suite.yaml', '- terme: Un\n');
expect('a required field left out', seen.length === 1, seen);

server.kill();
rmSync(root, { recursive: true });
console.log(wrong ? `${wrong} wrong` : 'the language server says what it should');
process.exit(wrong ? 1 : 0);
