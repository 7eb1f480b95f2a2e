import { credsOf, hubAddress } from '../../class/logins.ts';
import { doorwaySchema, read, type Doorway as Hall } from '../../class/records.ts';
import { classHub, joiningClass } from '../../class/seat-config.ts';
import { credsFile } from '../../lab/conf/hub-remote.ts';
import { errorText } from '../../lab/error-text.ts';
import { leafsOf } from '../../lab/monitoring/leafz.ts';
import { gateOf, openWebSocket, stateOf } from '../../lab/network/open-web-socket.ts';
import { refusalIn, shownOf } from '../../lab/session/join-state.ts';
import type { LabSession } from '../../lab/session/session.ts';
import { connectTo } from '../../nats/connect.ts';
import classSeat from '../../../topologies/class-seat/topology.ts';
import { greet } from '../JoinHub/greet.ts';
import { trialSession } from '../Lab/load-tab.ts';
import { arrivedWords, noteModule } from '../Lab/module-arrived.ts';
import { keepsProgress } from '../Lab/progress.ts';
import { whyUnsupported } from '../Lab/unsupported.ts';
import {
  classFinding,
  clockFinding,
  networkFinding,
  permissionFinding,
  secureFinding,
  type Doorway,
  type Found,
  type Looked,
} from './finding.ts';
import type { KeptSeat } from './kept-seat.ts';
import { seatClient } from './seat-now.ts';

/** How long the address of the class, its hub and a leaf connection have to answer, in milliseconds. */
const patience = 15_000;

interface Asked {
  /** The address of `/class.json`. */
  file: string;
  seat: KeptSeat | undefined;
  signal: AbortSignal;
  /** Told of each finding, and of how far one is. */
  found: (what: Looked, found: Found | { ok: 'asking'; words: string }) => void;
}

/** The class of this address, as far as it answers. */
interface Place {
  doorway: Doorway;
  hall?: Hall;
  /** The time at the class, as its address told it, less that of this device, in milliseconds. */
  ahead?: number;
}

/** Finds out whether this browser is ready for a class. Resolves when all is found. */
export async function checkReady(asked: Asked): Promise<void> {
  const { found, signal } = asked;
  const unsupported = whyUnsupported();
  found(
    'browser',
    unsupported === undefined
      ? { ok: 'yes', words: 'It can run servers: it has WebAssembly and web workers.' }
      : { ok: 'no', words: `${unsupported} Take a current Firefox, Chrome, Edge or Safari.` },
  );
  found('page', secureFinding(globalThis.isSecureContext));
  const stored = checkStorage().then((storage) => found('storage', storage));
  const place = await placeOf(asked.file, signal);
  found('class', classFinding(place.doorway, place.hall?.name ?? ''));
  // A class that does not answer now may still be the seat's.
  const isOf = place.hall === undefined || asked.seat?.class.id === place.hall.id;
  const seat = isOf ? asked.seat : undefined;
  const client = seat && seatClient.get();
  found('seat', seatFinding(seat, client?.view.get().link));
  const ahead = client?.view.get().link === 'connected' ? client.view.get().ahead : place.ahead;
  found('clock', clockFinding(ahead));
  // Before the module: a busy browser would answer the hub late.
  await Promise.all([stored, checkHub(asked, place)]);
  if (unsupported === undefined) return checkServer(asked, place.hall, seat);
  found('module', cannot);
  found('leaf', cannot);
}

const cannot: Found = { ok: 'no', words: 'This browser cannot run one.' };
const noClass: Found = { ok: 'unknown', words: 'It is tried once the class answers.' };

async function checkStorage(): Promise<Found> {
  const database = await new Promise<boolean>((resolve) => {
    try {
      const opening = indexedDB.open('leafwise.tried');
      opening.onerror = () => resolve(false);
      opening.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase('leafwise.tried');
        resolve(true);
      };
    } catch {
      resolve(false);
    }
  });
  return database && keepsProgress()
    ? {
        ok: 'yes',
        words:
          'Your seat and your progress outlast a reload; in a private window, until it is closed.',
      }
    : {
        ok: 'no',
        words:
          'It keeps nothing of this site: a reload loses your seat. Leave the private window, or let this site store data.',
      };
}

async function placeOf(file: string, signal: AbortSignal): Promise<Place> {
  const answer = await fetch(file, {
    cache: 'no-store',
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  }).catch(() => undefined);
  const text = await answer?.text().catch(() => undefined);
  if (!answer || text === undefined) return { doorway: 'unreachable' };
  const told = Date.parse(answer.headers.get('date') ?? '');
  const ahead = Number.isNaN(told) ? {} : { ahead: told - Date.now() };
  if (!answer.ok) return { doorway: 'none' };
  const hall = read(doorwaySchema, text);
  return hall ? { doorway: 'here', hall, ...ahead } : { doorway: 'portal' };
}

function seatFinding(seat: KeptSeat | undefined, link: string | undefined): Found {
  if (!seat)
    return { ok: 'unknown', words: 'You have none in this class yet. Join, and check again.' };
  const { id, name } = seat.member;
  if (link === 'refused')
    return { ok: 'no', words: `The class no longer takes ${id}. Ask the trainer.` };
  return { ok: 'yes', words: `${id}, as ${name}.` };
}

/** Reaches the hub as a page does. */
async function checkHub({ found, signal }: Asked, { doorway, hall }: Place): Promise<void> {
  const { onLine: online } = navigator;
  if (!hall) {
    found('permission', noClass);
    found('hub', noClass);
    found('network', networkFinding({ online, doorway }));
    return;
  }
  const url = hubAddress(hall.client, location.href);
  const page = { host: location.hostname, secure: globalThis.isSecureContext };
  const permission = async () =>
    found('permission', permissionFinding(url, page, await stateOf(gateOf(url))));
  await permission();
  const socket = await openWebSocket(url, unreachable, {
    onWait: (words) => found('hub', { ok: 'asking', words }),
    signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
  }).catch((error: unknown) => errorText(error));
  if (signal.aborted) return;
  await permission();
  found('network', networkFinding({ online, doorway, socket: typeof socket !== 'string' }));
  if (typeof socket === 'string') return found('hub', { ok: 'no', words: socket });
  socket.close();
  found('hub', await greeted(url, hall.lobby));
}

const unreachable = 'No WebSocket to it opens: see the network.';

/** Connects by the lobby's login, which every reader of the class's address has. */
async function greeted(url: string, creds: string): Promise<Found> {
  try {
    const hub = await connectTo(() => ({ type: 'url', url }), 'ready', { creds });
    const roundTrip = await hub.rtt();
    await hub.close();
    return { ok: 'yes', words: `It answers, ${Math.max(1, roundTrip)} ms there and back.` };
  } catch (error) {
    return { ok: 'no', words: `It answers, and takes no client: ${errorText(error)}` };
  }
}

/** Starts a server in this tab, and has it join the hub under a name that no seat has. */
async function checkServer(
  { found, signal }: Asked,
  hall: Hall | undefined,
  seat: KeptSeat | undefined,
): Promise<void> {
  const session = trialSession(classSeat);
  signal.addEventListener('abort', () => session.stop());
  session.snapshot.subscribe(() => {
    const { state } = session.snapshot.get();
    noteModule(state);
    if (state.type === 'downloading')
      found('module', { ok: 'asking', words: `Fetching it: ${arrivedWords(state)}.` });
  });
  try {
    const from = performance.now();
    await session.start();
    const { state, servers } = session.snapshot.get();
    const tab = servers[link.from];
    if (state.type !== 'running' || tab?.type !== 'running') {
      const reason = 'reason' in state ? state.reason : tab?.type === 'failed' ? tab.reason : '';
      found('module', { ok: 'no', words: `It does not start. ${reason}` });
      return found('leaf', cannot);
    }
    const took = ((performance.now() - from) / 1000).toFixed(1);
    found('module', {
      ok: 'yes',
      words: `nats-server ${tab.version} was fetched and started here, in ${took} s.`,
    });
    found('leaf', await leafFinding(session, { found, signal }, hall, seat));
  } finally {
    session.stop();
  }
}

const [link] = classSeat.links as [(typeof classSeat.links)[number]];

async function leafFinding(
  session: LabSession,
  { found, signal }: Pick<Asked, 'found' | 'signal'>,
  hall: Hall | undefined,
  seat: KeptSeat | undefined,
): Promise<Found> {
  if (!hall) return noClass;
  const url = hubAddress(hall.leaf, location.href);
  try {
    const { version } = await greet(
      url,
      (words) => found('leaf', { ok: 'asking', words }),
      AbortSignal.any([signal, AbortSignal.timeout(patience)]),
    );
    if (!seat)
      return {
        ok: 'unknown',
        words: `It answers leaf nodes (nats-server ${version}). Once you have a seat, its login is tried too.`,
      };
    const { id, room, seed } = seat.member;
    const creds = credsOf(room!, seed);
    await session.host.setHub(classHub, url);
    await session.host.putFile(link.from, credsFile, creds);
    const config = session.snapshot.get().configs[link.from]!;
    await session.restart(link.from, joiningClass(config, `${id}-ready`, creds));
    const leaf = await joined(session, signal);
    if (leaf)
      return { ok: 'yes', words: `It joined as a leaf (nats-server ${version}), and left.` };
    const refusal = session.log.get().findLast(({ text }) => refusalIn(text) !== undefined)?.text;
    return {
      ok: 'no',
      words: `It answers, and the server did not become its leaf. ${shownOf(refusal ?? '')}`,
    };
  } catch (error) {
    return { ok: 'no', words: errorText(error) };
  }
}

/** Waits until the server is a leaf, but for so long only. */
async function joined({ host }: LabSession, signal: AbortSignal): Promise<boolean> {
  const until = performance.now() + patience;
  while (performance.now() < until && !signal.aborted) {
    if ((await leafsOf(host, link.from)).length > 0) return true;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return false;
}
