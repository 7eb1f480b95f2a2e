import { firstBy } from '../conf/in-order.ts';
import { makeCertificate } from '../credentials/certificate.ts';
import { derive, type Derived } from './derive.ts';
import type { GivenFile, StandIn } from './given.ts';
import { anew, type Once } from './made-once.ts';
import { namedFiles, type NamedFile } from './named-files.ts';
import { operatorStandIns } from './operator-stand-ins.ts';
import type { ServerConf } from './server-conf.ts';
import { quoted } from '../conf/quoted.ts';

/**
 * Answers a network with a stand-in for each file that its configurations name and that was not given, and for each
 * variable that only an environment knows. Where a certificate is missing, all certificates are replaced, and where a file
 * of an operator or of its users is, all keys of the operator: those that were given would not go with the others. It
 * is for running the network: nothing of it may be deployed.
 * @param once makes keys and certificates: those of a network that is derived again and again may stay what they are
 * @throws Error where the page cannot make a certificate, since it came without TLS
 */
export async function standIn(derived: Derived, once: Once = anew): Promise<Derived> {
  const named = withVariables(derived);
  const made = await operatorStandIns(named, once);
  const certificates = await certificatesFor(named, once);
  const variables = [...named.confs.values()].flatMap((conf) => variablesOf(conf, derived));
  const files = made.files.size === 0 ? named.files : new Map([...named.files, ...made.files]);
  const standIns = [...made.standIns, ...certificates];
  if (variables.length + standIns.length === 0) return derived;
  const whole = again(named, [...files.values()], standIns);
  return { ...whole, standIns: [...variables, ...standIns] };
}

const again = ({ topology, hosts }: Derived, files: GivenFile[], standIns: StandIn[]): Derived =>
  derive(topology.name, files, { ...hosts, standIns });

/** The network with a value for each variable that is set nowhere. */
function withVariables(derived: Derived): Derived {
  const files = new Map(derived.files);
  for (const conf of derived.confs.values()) {
    const values = variablesOf(conf, derived).map(({ path, text }) => [path.slice(1), text]);
    const file = files.get(conf.path);
    if (values.length === 0 || !file) continue;
    const env = { ...(Object.fromEntries(values) as Record<string, string>), ...file.env };
    files.set(conf.path, { ...file, env });
  }
  return again(derived, [...files.values()], []);
}

/** Values for the variables that a configuration refers to and that nothing sets. */
function variablesOf({ path, name }: ServerConf, derived: Derived): StandIn[] {
  const conf = [...derived.confs.values()].find((each) => each.path === path)!;
  const unset = conf.conf.scalars.filter(({ type }) => !type);
  const first = firstBy(unset, ({ text }) => text);
  return conf.unset.map(({ variable }) => {
    const scalar = first.get(`$${variable}`)!;
    const text = valueFor(scalar.key, variable, scalar.key === 'server_name' ? name : undefined);
    return { server: name, conf: path, path: `$${variable}`, use: 'variable', text };
  });
}

/** A value of the type that a setting wants, as its name tells. */
function valueFor(key: string, variable: string, name: string | undefined): string {
  if (name !== undefined) return quoted(name);
  if (/port$/.test(key)) return '-1';
  if (/^(max_(mem|file)|.*_store$|max_bytes|max_payload|max_pending)/.test(key)) return '1048576';
  if (/^(max_|.*_max$|replicas)/.test(key)) return '100';
  if (/^(debug|trace|logtime|jetstream|no_tls|tls_required|verify)$/.test(key)) return 'true';
  if (/^(urls?|routes)$/.test(key)) return '"nats://unknown.invalid:1"';
  return quoted(variable);
}

/** One certificate for all ends, if any file of a certificate is missing. */
async function certificatesFor(derived: Derived, once: Once): Promise<StandIn[]> {
  const { confs, files } = derived;
  const all = [...confs.values()].flatMap((conf) =>
    namedFiles(conf, files)
      .filter(({ use }) => use === 'certificate' || use === 'key' || use === 'ca')
      .map((named): [ServerConf, NamedFile] => [conf, named]),
  );
  if (all.every(([, { given }]) => given)) return [];
  const hosts = [...confs.values()].flatMap(({ name, dials, gateways }) => [
    name,
    ...[...dials, ...gateways].map(({ host }) => host.replace(/^\[|\]$/g, '')),
  ]);
  const of = [...new Set([...hosts, 'localhost', '127.0.0.1'])].sort();
  const { certificate, key } = await once(['certificate', of], () => makeCertificate(of));
  return all.map(([conf, { path, use }]) => ({
    server: conf.name,
    conf: conf.path,
    path,
    use,
    text: use === 'key' ? key : certificate,
  }));
}
