import { deniedWords, waitingWords, gateOf } from '../../lab/network/open-web-socket.ts';

/** One finding of "Am I ready?". `asking`: it is being found out. */
export interface Finding {
  id: string;
  name: string;
  ok: 'yes' | 'no' | 'unknown' | 'asking';
  words: string;
}

/** All that is looked at, in the order in which it is shown. */
export const looked = {
  browser: 'This browser',
  storage: 'What it keeps',
  page: 'This page’s address',
  class: 'The class',
  permission: 'Permission for the local network',
  hub: 'The hub, for this page',
  network: 'The network',
  seat: 'Your seat',
  clock: 'The clock',
  module: 'A server in this tab',
  leaf: 'The hub, for that server',
} as const;
export type Looked = keyof typeof looked;

export interface Found {
  ok: 'yes' | 'no' | 'unknown';
  words: string;
}

const yes = (words: string): Found => ({ ok: 'yes', words });
const no = (words: string): Found => ({ ok: 'no', words });
const unknown = (words: string): Found => ({ ok: 'unknown', words });

/** How the address of the page answers for its class. */
export type Doorway = 'here' | 'none' | 'portal' | 'unreachable';

/** What was found of the way to the hub. */
export interface Way {
  /** Whether the browser says that it is in a network. */
  online: boolean;
  doorway: Doorway;
  /** Whether a WebSocket to the hub opened; undefined if it could not be tried. */
  socket?: boolean | undefined;
}

/** Says what stands between this device and the hub. */
export function networkFinding({ online, doorway, socket }: Way): Found {
  if (doorway === 'unreachable' && !online)
    return no('This device is in no network. Join the Wi-Fi of the class.');
  if (doorway === 'unreachable')
    return no(
      'This page is here, and the class does not answer: this device is in another network than the trainer’s, or the network keeps its devices apart, as guest Wi-Fi does (client isolation). Use the trainer’s network or a phone’s hotspot. Else the trainer’s machine sleeps.',
    );
  if (doorway === 'portal')
    return no(
      'Another page answers in place of the class: the network wants you to sign in first. Open any page, sign in, and check again.',
    );
  if (doorway === 'none') return unknown('There is no class at this address to reach.');
  if (socket === false)
    return no(
      'Pages of the class come through, and no WebSocket does: a VPN, a proxy or a security program ends it. Turn it off for the class, or ask the trainer for an https:// address.',
    );
  return yes('It lets pages and WebSockets of the class through.');
}

export function classFinding(doorway: Doorway, name: string): Found {
  switch (doorway) {
    case 'here':
      return yes(`“${name}” answers at this address.`);
    case 'none':
      return unknown(
        'There is no class at this address. The day before, that is no fault: all that needs no class is checked.',
      );
    case 'portal':
    case 'unreachable':
      return no('It does not answer: see the network.');
  }
}

/** How far a clock may be off, in milliseconds, before times in the class and certificates go wrong. */
const tolerance = 60_000;

/** @param ahead how far the clock of the class is ahead of this device's, in milliseconds */
export function clockFinding(ahead: number | undefined): Found {
  if (ahead === undefined)
    return unknown('It is compared with the trainer’s once there is a class.');
  const off = Math.round(Math.abs(ahead) / 1000);
  if (Math.abs(ahead) <= tolerance) return yes('It agrees with the trainer’s.');
  const words = off < 120 ? `${off} seconds` : `${Math.round(off / 60)} minutes`;
  return no(
    `It is ${words} ${ahead > 0 ? 'behind' : 'ahead of'} the trainer’s. Set date and time of this device to automatic.`,
  );
}

/**
 * Says whether the browser lets this page reach the hub.
 * @param hub the address of the hub
 * @param state what the browser says of the permission that stands before it; undefined if it knows none
 */
export function permissionFinding(
  hub: string,
  page: { host: string; secure: boolean },
  state: PermissionState | undefined,
): Found {
  const gate = gateOf(hub);
  if (new URL(hub).hostname === page.host)
    return yes('None is needed: this page and the hub have one address.');
  if (!gate) return yes('None is needed: the hub’s address is public.');
  if (state === 'granted') return yes('This browser lets the page reach the hub.');
  if (state === 'denied') return no(deniedWords(gate, page.secure));
  if (state === 'prompt') return unknown(waitingWords(gate, state));
  return yes('This browser asks for none.');
}

export const secureFinding = (secure: boolean): Found =>
  yes(
    secure
      ? 'It is a secure one: all works.'
      : 'It came over http://. Labs and the class work. Copy buttons may not: select the text instead.',
  );

/** The findings in one sentence. */
export function summary(findings: readonly Finding[]): string {
  const of = (ok: Finding['ok']) => findings.filter((each) => each.ok === ok).length;
  if (of('asking') > 0) return 'Checking…';
  const wrong = of('no');
  if (wrong > 0) return wrong === 1 ? 'Not ready: see the ✗.' : `Not ready: see the ${wrong} ✗.`;
  return of('unknown') > 0 ? 'Ready, as far as it can be told now.' : 'You are ready.';
}
