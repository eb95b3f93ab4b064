// Writes pkg/THIRD-PARTY.txt: the notices of all that is compiled into the package and the page, from the dependency graph
// that is really there: crates by `cargo metadata` for the WebAssembly target, npm packages from the build tools.
import { execFileSync } from 'node:child_process'
import { readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const pkg = dirname(fileURLToPath(import.meta.url))

/** Every feature of a published file: `build.rs` of xtask has the same. */
const FEATURES = ['wasm,ml-dsa', 'script,bigint,passphrase,ml-dsa']

/** What esbuild takes into the script files. */
const NPM = ['@noble/curves', '@noble/hashes']

/** A notice that this project may choose, of a crate that offers several. */
const CHOICES = [/\bMIT\b/, /BSD-3-Clause/, /Apache-2\.0/, /Zlib|ISC|Unicode-3\.0|Unlicense|CC0-1\.0/]
const FILES = [
  /^LICEN[CS]E[-_.]MIT/i,
  /^LICEN[CS]E(\.\w+)?$|^COPYING/i,
  /^LICEN[CS]E[-_.]APACHE/i,
  /^LICEN[CS]E|^COPYING/i,
]

/** How MIT, BSD-3-Clause, Zlib and Apache-2.0 grant: a file that says neither is to be read by somebody first. */
const GRANTS = [
  /Permission is hereby granted, free of charge/,
  /Redistribution and use in source and binary forms/,
  /Permission is granted to anyone to use this software for any purpose/,
  /Apache License Version 2\.0/,
]

/** @param {string} tools tools/node_modules */
export function writeThirdParty(tools) {
  const crates = new Map(FEATURES.flatMap((features) => linked(features)).map((one) => [one.name + one.version, one]))
  const packages = NPM.map((name) => npmPackage(join(tools, name))).filter((one) => one !== null)
  const all = [...crates.values(), ...packages].sort((a, b) => (a.name < b.name ? -1 : 1))
  // Crates of one repository mostly have one text.
  const texts = new Map()
  for (const { name, version, license, notice } of all) {
    const names = texts.get(notice) ?? []
    names.push(`${name} ${version} (${license})`)
    texts.set(notice, names)
  }
  const parts = [...texts].map(([notice, names]) => `${names.join('\n')}\n\n${notice}`)
  const head =
    'jwtmint contains the following works of others, in whole or in part, each under its own terms. It is compiled with\n' +
    "Rust's standard library (MIT OR Apache-2.0, Copyright (c) The Rust Project Contributors).\n"
  writeFileSync(join(pkg, 'THIRD-PARTY.txt'), [head, ...parts].join(`\n${'-'.repeat(80)}\n\n`) + '\n')
}

/** The crates that are linked into the module with these features: normal dependencies, macros and their own left out. */
function linked(features) {
  const options = ['metadata', '--format-version', '1', '--locked', '--filter-platform', 'wasm32-unknown-unknown']
  const manifest = ['--manifest-path', join(pkg, '../bindings/Cargo.toml'), '--features', features]
  const text = execFileSync('cargo', [...options, ...manifest], { encoding: 'utf8', maxBuffer: 1 << 28 })
  const { packages, resolve } = JSON.parse(text)
  const byId = new Map(packages.map((one) => [one.id, one]))
  const nodes = new Map(resolve.nodes.map((node) => [node.id, node]))
  const found = new Set()
  const visit = (id) => {
    const isMacro = byId.get(id).targets.some(({ kind }) => kind.includes('proc-macro'))
    if (isMacro || found.has(id)) return
    found.add(id)
    for (const { pkg: next, dep_kinds } of nodes.get(id).deps) {
      if (dep_kinds.some(({ kind }) => kind === null)) visit(next)
    }
  }
  visit(resolve.root)
  return [...found]
    .map((id) => byId.get(id))
    .filter(({ source }) => source !== null)
    .map(({ name, version, license, manifest_path }) => ({
      name,
      version,
      license,
      notice: noticeIn(dirname(manifest_path), name, license),
    }))
}

function npmPackage(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  return { name, version, license, notice: noticeIn(folder, name, license) }
}

function noticeIn(folder, name, license) {
  if (!CHOICES.some((choice) => choice.test(license)))
    throw new Error(`${name} has the licence ${license}: read it, and add it to pkg/third-party.mjs if it may be used.`)
  const files = readdirSync(folder).sort()
  for (const wanted of FILES) {
    const file = files.find((one) => wanted.test(one))
    if (!file) continue
    const notice = readFileSync(join(folder, file), 'utf8').replace(/\r\n/g, '\n').trim()
    const words = notice.replace(/\s+/g, ' ')
    if (!/copyright/i.test(words) || !GRANTS.some((grant) => grant.test(words)))
      throw new Error(`${name}'s ${file} holds no copyright notice with a grant that is known here: read it.`)
    return notice
  }
  throw new Error(`${name} has no licence file in its package, and its notice must be given: find it.`)
}
