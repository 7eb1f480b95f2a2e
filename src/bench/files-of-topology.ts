import { makeKeyring, signedFiles } from '../lab/credentials/keyring.ts';
import type { Topology } from '../lab/topology/topology.ts';
import type { BenchFile } from './bench.ts';

/**
 * The configurations of a topology as the files of a bench. Where an operator has signed files for its servers, these
 * are made anew, and each server has a folder: their machines have files of the same path.
 */
export async function filesOfTopology({ servers, operator }: Topology): Promise<BenchFile[]> {
  const confs = servers.map(({ name, config }) => ({
    server: name,
    path: `${name}.conf`,
    text: config,
  }));
  if (!operator) return confs.map(({ path, text }) => ({ path, text }));
  const signed = signedFiles(await makeKeyring(operator), operator);
  return [...confs, ...signed].map(({ server, path, text }) => ({
    path: `${server}/${path.replace(/^\//, '')}`,
    text,
  }));
}
