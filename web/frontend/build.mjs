// Bundles src/ into ../static/dist: file names carry a hash of the content, manifest.json tells the templates which is which.
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { plugins } from './speaking.mjs';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const target = here('../static/dist');
const fresh = `${target}.new`; // a build that breaks off leaves the files being served alone

// The browsers of offices are old: nothing newer than Chromium 88 is emitted.
const { metafile } = await build({
  entryPoints: ['main.js', 'main.css', 'designer/designer.js', 'designer/designer.css', 'designer/dmn.css', 'designer/form.css'].map((name) => here(`src/${name}`)),
  outdir: fresh,
  alias: { preact: here('node_modules/preact') }, // form-js brings an older one of its own: parts of two never fit together
  absWorkingDir: here('.'),
  bundle: true,
  splitting: true,
  format: 'esm',
  target: 'chrome88',
  minify: true,
  metafile: true,
  plugins: plugins(here('src/designer/words.js')),
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  loader: { '.svg': 'file', '.woff2': 'file' },
  legalComments: 'none', // licenses.txt has the whole texts
  logLevel: 'warning',
});

const manifest = {};
for (const [path, { entryPoint }] of Object.entries(metafile.outputs)) {
  if (entryPoint) manifest[basename(entryPoint)] = basename(path);
}
await mkdir(fresh, { recursive: true });
await writeFile(`${fresh}/manifest.json`, `${JSON.stringify(manifest, null, 2)}\n`);
await writeFile(`${fresh}/licenses.txt`, await licenses(Object.keys(metafile.inputs)));
await rm(target, { recursive: true, force: true });
await rename(fresh, target);
for (const name of Object.keys(manifest).sort()) {
  console.log(`  ${manifest[name]}  ${Math.ceil((await readFile(`${target}/${manifest[name]}`)).length / 1024)} KB`);
}

// The licence text of every package that went into the bundle, headed by its name and version.
async function licenses(inputs) {
  const folders = new Set(inputs.flatMap((path) => path.match(/^node_modules\/(?:@[^/]+\/)?[^/]+/) ?? []));
  const texts = [...folders].sort().map(async (folder) => {
    const { name, version, license } = JSON.parse(await readFile(here(join(folder, 'package.json')), 'utf8'));
    const file = (await readdir(here(folder))).find((entry) => /^licen[cs]e/i.test(entry));
    const text = file ? await readFile(here(join(folder, file)), 'utf8') : `${license}\n`;
    return `${name} ${version}\n${'='.repeat(72)}\n${text}`;
  });
  return (await Promise.all(texts)).join('\n\n');
}
