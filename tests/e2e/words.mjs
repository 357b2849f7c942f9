// What the scripts of the designer can say, against the dictionaries: prints the English that has no Chinese, as JSON.
//
// The bundle is made without renaming, so that calls of `translate` and `say` can be found in it; of files whose words
// stand in tables, the tables are read.
import { readdir, readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const front = process.argv[2];
const load = (path) => import(pathToFileURL(join(front, path)).href);
const { build } = await load('node_modules/esbuild/lib/main.js');
const { plugins } = await load('speaking.mjs');

const TABLES = ['bpmn-js/lib/features/replace/ReplaceOptions.js', 'bpmn-js-create-append-anything/dist/index.es.js', 'bpmn-js-color-picker/colors/ColorPopupProvider.js'];
const RULES = /'bpmnlint\/rules\/([\w-]+)'/g;
const OURS = ['panel/vocabulary.js', 'variables.js', 'lint.js'];
const STRING = `(?:"((?:[^"\\\\\\n]|\\\\.)*)"|'((?:[^'\\\\\\n]|\\\\.)*)')`;

const chinese = new Set();
for (const file of await readdir(join(front, 'src/designer/zh'))) {
  for (const english of Object.keys((await load(`src/designer/zh/${file}`)).default)) chinese.add(key(english));
}
const said = new Map();

const bundle = await bundled();
for (const match of bundle.matchAll(new RegExp(`\\b(?:_?translate|say)\\d*\\(\\s*${STRING}`, 'g'))) note(match, 'call');
for (const file of TABLES) {
  const source = await readFile(join(front, 'node_modules', file), 'utf8');
  for (const match of source.matchAll(new RegExp(`\\b(?:label|name|description): *${STRING}`, 'g'))) note(match, file);
}
const lint = await readFile(join(front, 'src/designer/lint.js'), 'utf8');
for (const [, rule] of lint.matchAll(RULES)) {
  const source = await readFile(join(front, `node_modules/bpmnlint/rules/${rule}.js`), 'utf8');
  for (const match of source.matchAll(new RegExp(`report\\([\\w.]+, *${STRING}`, 'g'))) note(match, `rule ${rule}`);
}
const vocabulary = await readFile(join(front, 'src/designer/panel/vocabulary.js'), 'utf8');
for (const match of vocabulary.matchAll(new RegExp(`\\b(?:label|hint): *${STRING}`, 'g'))) note(match, 'vocabulary');

console.log(JSON.stringify([...said].filter(([text]) => !chinese.has(key(text))).map(([text, where]) => `${where}: ${text}`).sort()));

function note([, double, single], where) {
  const text = JSON.parse(`"${(double ?? single).replace(/\\'/g, "'").replace(/(?<!\\)"/g, '\\"')}"`);
  if (/[A-Za-z]{2}/.test(text) && !text.startsWith(' + ')) said.set(text, where);
}

function key(text) {
  return text.trim().toLowerCase();
}

async function bundled() {
  const made = await build({
    entryPoints: [join(front, 'src/designer/designer.js')], absWorkingDir: front, bundle: true, format: 'esm', write: false,
    outdir: join(front, 'nowhere'), loader: { '.svg': 'file', '.woff2': 'file' }, logLevel: 'error', charset: 'utf8', external: ['nothing'],
    plugins: plugins(join(front, 'src/designer/words.js')),
  });
  return made.outputFiles.map((file) => file.text).join('\n');
}
