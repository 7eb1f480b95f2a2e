import { startingWith } from '../../../src/lab/exercise/exercise.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';

const systemUser = `
# A user of the system account: members of a cluster are removed with it.
accounts {
  $SYS { users: [{ user: sys, password: s7s }] }
}
`;

const members = clusteredHub.servers.filter(({ cluster }) => cluster === 'hub');

/** The clustered hub, with a user of the system account on its members. */
export default startingWith(
  clusteredHub,
  Object.fromEntries(members.map(({ name, config }) => [name, config + systemUser])),
);

/** A new member under a new name, on the machine of an old one. */
const inPlaceOf = (old: string, name: string): string =>
  members.find((member) => member.name === old)!.config.replace(old, name) + systemUser;

export const hub4 = inPlaceOf('hub-1', 'hub-4');
export const hub5 = inPlaceOf('hub-2', 'hub-5');
