import { bucketsOf, control, events } from './lattice-names.ts';
import { nuid, type Msg } from '../nats/nats-client.ts';
import type { NatsConnection } from '../nats/connect.ts';

/** A component that a host says it runs. */
export interface DemoComponent {
  id: string;
  image: string;
}

/** The options of a demo host; a real one reads them from its environment. */
export interface DemoHostOptions {
  name: string;
  lattice: string;
  /** `WASMCLOUD_JS_DOMAIN`; absent where that is not set. */
  domain?: string | undefined;
  components: DemoComponent[];
}

/** A demo host that runs. */
export interface DemoHost {
  id: string;
  stop: () => Promise<void>;
}

/** A link as a control client gives it. */
interface Link {
  source_id: string;
  target: string;
  name: string;
  wit_namespace: string;
  wit_package: string;
  interfaces: string[];
  source_config: string[];
  target_config: string[];
}

/** How often it tells that it is there, in milliseconds. A real host does so every 30 seconds. */
const heartbeat = 2000;

/** The release whose protocol it speaks. */
const version = '1.9.0';

/**
 * A stand-in for a wasmCloud v1 host: it runs no component, and speaks as much of the control protocol as a
 * view of the lattice needs. Its buckets are real: it opens them as a host does, and makes those that are not
 * there.
 * Rejects if no JetStream answers where its domain says: a host ends then, too.
 */
export async function startDemoHost(
  client: NatsConnection,
  { name, lattice, domain, components }: DemoHostOptions,
): Promise<DemoHost> {
  const { data: dataName, config: configName } = bucketsOf(lattice);
  const { views } = client.jetstream(domain === undefined ? {} : { domain });
  const [data, config] = [await views.kv(dataName), await views.kv(configName)];
  const id = `N${nuid.next()}`;
  const began = Date.now();
  const uptime = () => Math.round((Date.now() - began) / 1000);

  const about = () => ({
    friendly_name: name,
    labels: { 'leafwise.stand-in': 'true' },
    version,
    uptime_seconds: uptime(),
    uptime_human: `${uptime()}s`,
  });
  const inventory = () => ({
    ...about(),
    host_id: id,
    components: components.map((each) => ({
      id: each.id,
      image_ref: each.image,
      revision: 0,
      max_instances: 1,
      annotations: {},
    })),
    providers: [],
  });
  const tell = (type: string, what: object) =>
    client.publish(
      events(lattice, type),
      JSON.stringify({
        specversion: '1.0',
        id: nuid.next(),
        type: `com.wasmcloud.lattice.${type}`,
        source: id,
        time: new Date().toISOString(),
        datacontenttype: 'application/json',
        data: what,
      }),
    );

  /** Reads the links in a component's specification. */
  const linksOf = async (component: string): Promise<Link[]> => {
    const entry = await data.get(`COMPONENT_${component}`);
    if (!entry || entry.operation !== 'PUT') return [];
    return entry.json<{ links?: Link[] }>().links ?? [];
  };
  const allLinks = async (): Promise<Link[]> => {
    const found: Link[] = [];
    for await (const key of await data.keys()) {
      const component = /^COMPONENT_(.+)$/.exec(key)?.[1];
      if (component) found.push(...(await linksOf(component)));
    }
    return found;
  };
  const putLink = async (link: Link) => {
    const others = (await linksOf(link.source_id)).filter((each) => each.name !== link.name);
    const url = components.find((each) => each.id === link.source_id)?.image ?? '';
    const spec = { url, links: [...others, link] };
    await data.put(`COMPONENT_${link.source_id}`, JSON.stringify(spec));
    tell('linkdef_set', link);
  };

  const last = ({ subject }: Msg) => subject.split('.').at(-1)!;
  const answers: Record<string, (message: Msg) => unknown> = {
    'host.ping': () => ({ ...about(), id, lattice, ...(domain && { js_domain: domain }) }),
    [`host.get.${id}`]: inventory,
    'link.get': allLinks,
    'link.put': (message) => putLink(message.json<Link>()),
    'config.get.*': async (message) => {
      const entry = await config.get(last(message));
      return entry?.operation === 'PUT' ? entry.json() : undefined;
    },
    'config.put.*': async (message) => {
      await config.put(last(message), message.data);
      tell('config_set', { config_name: last(message) });
    },
  };
  for (const [what, answer] of Object.entries(answers)) {
    // Of what is about the lattice, any host may answer; each answers for itself.
    const queue = what.startsWith('host.') ? {} : { queue: control(lattice, what.split('.')[0]!) };
    client.subscribe(control(lattice, what), {
      ...queue,
      callback: (_, message) => void respond(message, answer),
    });
  }
  for (const { id: component, image } of components) {
    if (await data.get(`COMPONENT_${component}`)) continue;
    await data.put(`COMPONENT_${component}`, JSON.stringify({ url: image, links: [] }));
  }
  tell('host_started', { id, ...about() });
  const beat = () => tell('host_heartbeat', inventory());
  beat();
  const beating = setInterval(beat, heartbeat);
  await client.flush();

  return {
    id,
    stop: async () => {
      clearInterval(beating);
      if (client.isClosed()) return;
      tell('host_stopped', { host_id: id, labels: {}, reason: 'stopped by the reader' });
      await client.drain();
    },
  };
}

async function respond(message: Msg, answer: (message: Msg) => unknown): Promise<void> {
  const said = await Promise.resolve()
    .then(() => answer(message))
    .then(
      (response) => ({ success: true, message: '', response }),
      (error: unknown) => ({ success: false, message: String(error) }),
    );
  message.respond(JSON.stringify(said));
}
