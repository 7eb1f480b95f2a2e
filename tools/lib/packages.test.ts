import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packagesMatch } from './packages.mjs';
import { root } from './paths.mjs';

const machine = { platform: 'linux', arch: 'x64' };
const react = { version: '19.3.1', integrity: 'sha512-a' };
const forMac = { version: '1.0.0', optional: true, os: ['darwin'], cpu: ['arm64'] };
const locked = { '': {}, 'node_modules/react': react, 'node_modules/for-mac': forMac };

test('what the lock file asks for is there, without what is optional', () => {
  expect(packagesMatch(locked, { 'node_modules/react': react }, machine)).toBe(true);
});

test('nothing was installed, or not to its end', () => {
  expect(packagesMatch(locked, null, machine)).toBe(false);
});

test('a package is missing', () => {
  expect(packagesMatch(locked, {}, machine)).toBe(false);
});

test('a package has another version', () => {
  const installed = { 'node_modules/react': { ...react, version: '19.3.0' } };
  expect(packagesMatch(locked, installed, machine)).toBe(false);
});

test('a package is there that the lock file no longer names', () => {
  const installed = { 'node_modules/react': react, 'node_modules/vue': { version: '3.0.0' } };
  expect(packagesMatch(locked, installed, machine)).toBe(false);
});

test('the packages were installed on another kind of machine', () => {
  const installed = { 'node_modules/react': react, 'node_modules/for-mac': forMac };
  expect(packagesMatch(locked, installed, machine)).toBe(false);
  expect(packagesMatch(locked, installed, { platform: 'darwin', arch: 'arm64' })).toBe(true);
});

test('a package for every system but one', () => {
  const installed = { 'node_modules/react': { ...react, os: ['!win32'] } };
  expect(packagesMatch(locked, installed, machine)).toBe(true);
  expect(packagesMatch(locked, installed, { platform: 'win32', arch: 'x64' })).toBe(false);
});

test('the lock file has the optional packages of every system, without which `npm ci` refuses it', () => {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { optionalDependencies?: Record<string, string> }>;
  };
  const absent = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        !(`node_modules/${name}` in packages || `${folder}/node_modules/${name}` in packages),
    ),
  );
  expect(absent).toEqual([]);
});
