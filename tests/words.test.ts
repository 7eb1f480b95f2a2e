import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { root } from '../tools/lib/paths.mjs';

/** Words at which readers with second-hand English stop, by the plain words to write instead. */
const words: Record<string, RegExp> = {
  'must, is to or will': /\bshall\b/i,
  'belongs in': /\bbelongs? into\b/i,
  again: /\banew\b/i,
  still: /\ball the same\b/i,
  'continues, or still works': /\b(?:go|goes|going|gone|went) on with\b/i,
  'the side, the server or the user': /\bthe ones? who\b/i,
  'no client, no server or no one': /\b(?:nobody|whoever)\b/i,
  'by which, in which or so that': /\b(?:whereby|wherein|thereby|hereby|lest|whence|hitherto)\b/i,
};

/** Beginnings of a sentence that hide what it is about, by what to begin with instead. */
const beginnings: Record<string, RegExp> = {
  'the noun': /^(?:What|Nobody|Nothing|Whoever|Whatever)\b(?!.*\?$)/,
  'the subject, then the verb': /^(?:Only (?:then|now|if|when|after)|Not until|Nor)\b/,
};

/** Calls `take` with each text of a file that a reader sees, without code. */
type Reader = (text: string) => string[];

/** The prose of a page: no headings, no code, no front matter but what describes the page. */
const prose: Reader = (text) =>
  text
    .replace(/^---\n([^]*?)\n---\n/, (_, fields: string) =>
      fields
        .split('\n')
        .map((line) => /^(?:description|goal): (.*)/.exec(line)?.[1]?.replace(/^['"]|['"]$/g, ''))
        .join('\n'),
    )
    .replace(/^```[^]*?^```$/gm, '')
    .replace(/\{`[^`]*`\}/g, '')
    .replace(/`[^`\n]*`/g, 'CODE')
    .split('\n')
    .filter((line) => !/^(?:#|import |\||\s*<)/.test(line))
    .map((line) => line.replace(/^(?:\s*[-*] |\s*\d+\. |\*\*|\s+)+/, ''));

/** Texts of a program: what is in quotes, and what stands between tags. */
const strings: Reader = (text) => {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isJsxText(node))
      found.push(node.text.replace(/\s+/g, ' ').trim());
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile('a.tsx', text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TSX));
  // A title or a label may begin with "What": it is no sentence. One word is a name in the code.
  return found.filter((one) => / .*[.!?]$/.test(one) || (/ /.test(one) && !/^What\b/.test(one)));
};

const comments: Reader = (text) =>
  text.split('\n').flatMap((line) => /^\s*# (.*)/.exec(line)?.[1] ?? []);

const files = (folder: string, name: RegExp): string[] =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => name.test(file) && !/\.test\.tsx?$/.test(file))
    .map((file) => `${folder}/${file}`);

const readers: [string, Reader, string[]][] = [
  ['pages', prose, [...files('docs', /\.mdx$/), 'README.md', 'UPGRADING.md']],
  ['labs', strings, files('labs', /\.ts$/)],
  ['the interface', strings, files('src', /\.tsx?$/)],
  ['the command', strings, files('cli', /\.ts$/)],
  [
    'configurations',
    comments,
    ['topologies', 'labs', 'docs'].flatMap((at) => files(at, /\.conf$/)),
  ],
];

const sentences = (text: string) => text.split(/(?<=[.!?:]["”’)]*)\s+/);

const wrongIn = (text: string): string[] => [
  ...Object.entries(words).flatMap(([plain, word]) => {
    const found = word.exec(text)?.[0];
    return found ? [`“${found}” in “${text.slice(0, 80)}”: write ${plain}`] : [];
  }),
  ...sentences(text).flatMap((sentence) =>
    Object.entries(beginnings).flatMap(([begin, pattern]) =>
      pattern.test(sentence) ? [`“${sentence.slice(0, 80)}”: begin with ${begin}`] : [],
    ),
  ),
];

describe('a reader understands each sentence at first reading', () => {
  test.each(readers)('in %s', (_, textsOf, paths) => {
    expect(paths.length).toBeGreaterThan(2);
    const wrong = paths.flatMap((path) =>
      textsOf(readFileSync(join(root, path), 'utf8')).flatMap((text) =>
        wrongIn(text).map((one) => `${path}: ${one}`),
      ),
    );
    expect(wrong).toEqual([]);
  });

  test.each([
    'The shop shall store it.',
    'Read it. Nothing crosses.',
    'What crosses is little.',
    'Only then does it dial.',
  ])('which “%s” is not', (text) => {
    expect(wrongIn(text)).toHaveLength(1);
  });

  test('and a question may begin with what', () => {
    expect(wrongIn('What do you see?')).toEqual([]);
  });
});
