import { credsOf, hubAddress } from '../../class/logins.ts';
import { inboxOf } from '../../class/subjects.ts';
import { connectFar, type NatsConnection } from '../../nats/connect.ts';
import { readDoorway } from '../Class/enter.ts';
import { isTrainer, keptTrainer, type KeptTrainer } from '../Trainer/kept-trainer.ts';

/** The trainer that this browser is in the class of the site's address; undefined if it is none. */
export async function trainerHere(file: string): Promise<KeptTrainer | undefined> {
  // A site without a class has no doorway to ask for.
  if (!isTrainer()) return undefined;
  const doorway = await readDoorway(file);
  return doorway && keptTrainer(doorway.id);
}

/** Connects to the hub as a trainer. The connection lasts: it dials again where it is lost. */
export function trainerHub({ class: { client }, member }: KeptTrainer): Promise<NatsConnection> {
  const url = hubAddress(client, location.href);
  const creds = credsOf(member.page, member.seed);
  return connectFar(url, member.id, { creds }, inboxOf(member.id));
}
