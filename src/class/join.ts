import { createCurve, createUser, fromCurveSeed } from '@nats-io/nkeys';
import type { Requester } from '../lab/network/lab-client.ts';
import {
  joinAnswerSchema,
  joinedSchema,
  read,
  type Joined,
  type JoinRequest,
  type Refused,
} from './records.ts';
import { joinSubject } from './subjects.ts';

/** A seat, or a trainer's place, with the seed of its user: all that is needed to connect as it. */
export interface Membership extends Joined {
  seed: string;
}

/** How long who asks to join waits for the answer, in milliseconds. */
export const joinPatience = 15_000;

const utf8 = new TextEncoder();
const text = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

/**
 * Asks the registrar for a seat, or to be a trainer. The seed of the user never leaves this page, and the answer is
 * sealed to it: all in the lobby share one login, and could read an open one.
 * @param lobby a connection by the lobby's login
 * @throws Error if the registrar does not answer, or answers what cannot be read
 */
export async function askToJoin(
  lobby: Requester,
  wish: Pick<JoinRequest, 'as' | 'key' | 'name'>,
): Promise<Membership | Refused> {
  const user = createUser();
  const curve = createCurve();
  const request: JoinRequest = {
    ...wish,
    user: user.getPublicKey(),
    seal: curve.getPublicKey(),
  };
  const wait = { timeout: joinPatience };
  const { data } = await lobby.request(joinSubject, JSON.stringify(request), wait);
  const answer = read(joinAnswerSchema, data);
  if (!answer) throw new Error('The class answered what this page cannot read.');
  if ('refused' in answer) return answer;
  const joined = unseal(answer, text(curve.getSeed()));
  if (!joined) throw new Error('The answer of the class was not sealed to this page.');
  return { ...joined, seed: text(user.getSeed()) };
}

/** Seals a seat to the curve key of its asker, as the registrar answers. */
export function sealTo(asker: string, joined: Joined): { sealed: string; by: string } {
  const curve = createCurve();
  const sealed = curve.seal(utf8.encode(JSON.stringify(joined)), asker);
  return { sealed: btoa(String.fromCharCode(...sealed)), by: curve.getPublicKey() };
}

function unseal(answer: { sealed: string; by: string }, seed: string): Joined | undefined {
  try {
    const bytes = Uint8Array.from(atob(answer.sealed), (char) => char.charCodeAt(0));
    const open = fromCurveSeed(utf8.encode(seed)).open(bytes, answer.by);
    return open ? read(joinedSchema, open) : undefined;
  } catch {
    return undefined;
  }
}
