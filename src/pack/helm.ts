import type { Derived } from '../lab/derive/derive.ts';
import type { PackedFile } from './packed-file.ts';
import type { Part } from './part.ts';
import { code, oneLine, shell, yaml } from './quote.ts';
import { readme } from './readme.ts';
import { releasesOf, serverNameIn } from './releases.ts';
import { imageTag, valuesOf } from './values.ts';

/** The release of the official chart whose values are written. */
const chartVersion = '2.14.2';
const namespace = 'nats';

/** Packs a network as values of the official chart: one release for each server or cluster. */
export function packHelm(derived: Derived, parts: readonly Part[]): PackedFile[] {
  const releases = releasesOf(parts);
  const files: PackedFile[] = [];
  const before: string[] = [];
  const changes: string[] = [];
  for (const release of releases) {
    const { name } = release;
    const { values, logins, secrets, changes: own } = valuesOf(release, releases);
    files.push({ path: `${name}-values.yaml`, text: yaml(values) });
    changes.push(...own.map((words) => `${code(name)}: ${oneLine(words)}`));
    for (const { conf } of release.parts)
      if (serverNameIn(release, conf.name) !== conf.name)
        changes.push(
          `The server ${code(conf.name)} is called ${code(serverNameIn(release, conf.name))}, as its pod is.`,
        );
    const variables = release.parts[0]!.variables;
    if (logins.values.size + variables.length > 0) {
      const stringData = new Map([
        ...logins.values,
        ...variables.map((variable) => [variable, ''] as const),
      ]);
      files.push({
        path: `${name}-logins.yaml`,
        text: `# Secret: the logins of ${name}, from its configuration. Keep it out of version control.\n${yaml(
          {
            apiVersion: 'v1',
            kind: 'Secret',
            metadata: { name: `${name}-logins` },
            stringData,
          },
        )}`,
        mode: 0o600,
        logins: true,
      });
      before.push(`kubectl -n ${namespace} apply -f ${name}-logins.yaml`);
    }
    for (const { name: secret, tls, files: named } of secrets) {
      const [cert, key] = [...named.values()];
      before.push(
        tls
          ? `kubectl -n ${namespace} create secret tls ${secret} --cert=${shell(cert!)} --key=${shell(key!)}`
          : `kubectl -n ${namespace} create secret generic ${secret} ${[...named].map(([at, path]) => `--from-file=${shell(at)}=${shell(path)}`).join(' ')}`,
      );
    }
  }
  const missing = parts.flatMap(({ conf }) =>
    conf.missing.map(
      ({ named }) =>
        `${code(named)}, which ${code(conf.name)} includes, was not given: what it says is not in the values.`,
    ),
  );
  const unset = parts.flatMap(({ variables, conf }) =>
    variables.map(
      (variable) =>
        `${code(variable)}, to which ${code(conf.name)} refers, has no value yet: write it into the Secret of its logins.`,
    ),
  );
  const text = readme(derived, 'Kubernetes', [
    {
      title: 'First: namespace and secrets',
      ...(before.some((line) => line.includes(' create secret ')) && {
        text: 'Behind the last `=` of each argument of `create secret` stands a path, as the configuration names it on the machine of its server. Write instead where you have that file.',
      }),
      commands: [`kubectl create namespace ${namespace}`, ...before],
    },
    { title: 'To be written first', items: [...missing, ...unset] },
    {
      title: 'Start',
      text: `Values of the official chart, ${chartVersion}, with nats-server ${imageTag}. Any order will do: a leaf dials its hub again and again until it is there.`,
      commands: [
        'helm repo add nats https://nats-io.github.io/k8s/helm/charts/',
        ...releases.map(
          ({ name }) =>
            `helm upgrade --install ${name} nats/nats --version ${chartVersion} -n ${namespace} -f ${name}-values.yaml`,
        ),
      ],
    },
    {
      title: 'See that it works',
      text: 'Each server logs its links. A leaf says “Leafnode connection created”, a member of a cluster “Route connection created”.',
      commands: releases.flatMap(({ name }) => [
        `kubectl -n ${namespace} rollout status statefulset/${name}`,
        `kubectl -n ${namespace} logs statefulset/${name} -c nats`,
      ]),
    },
    { title: 'Changed', items: [...new Set(changes)] },
  ]);
  return [...files, { path: 'README.md', text }];
}
