import type { AccountBinding, LinkSpec } from '../topology/topology.ts';
import { listed, verdict, type Check } from './check.ts';
import { leafsOf } from '../monitoring/leafz.ts';
import { dialWords } from '../session/dial-errors.ts';

type Ends = Pick<LinkSpec, 'from' | 'to'>;

/** Both servers list the other as a leaf connection. */
export const linkUp =
  ({ from, to }: Ends): Check =>
  async (tools) => {
    const { host } = tools;
    const [near, far] = await Promise.all([leafsOf(host, from, to), leafsOf(host, to, from)]);
    const blind = [near.length ? '' : from, far.length ? '' : to].filter(Boolean);
    const isUp = blind.length === 0;
    return verdict(
      isUp,
      `${from} and ${to} each list the other as a leaf connection`,
      `not listed by ${listed(blind)}${isUp ? '' : dialWords(tools, from, to)}`,
    );
  };

/** No server of the two lists the other. */
export const linkDown =
  ({ from, to }: Ends): Check =>
  async ({ host }) => {
    const [near, far] = await Promise.all([leafsOf(host, from, to), leafsOf(host, to, from)]);
    const seeing = [near.length ? from : '', far.length ? to : ''].filter(Boolean);
    return verdict(
      seeing.length === 0,
      `neither ${from} nor ${to} lists the other as a leaf connection`,
      `still listed by ${listed(seeing)}`,
    );
  };

/** A leaf connection binds an account of the server that dials to one of the server that listens. */
export const linkAccounts =
  ({ from, to }: Ends, { local, remote }: AccountBinding): Check =>
  async (tools) => {
    const { host } = tools;
    const accounts = async (server: string, peer: string) =>
      (await leafsOf(host, server, peer)).map(({ account }) => account);
    const [near, far] = await Promise.all([accounts(from, to), accounts(to, from)]);
    return verdict(
      near.includes(local) && far.includes(remote),
      `a connection from account ${local} of ${from} to account ${remote} of ${to}`,
      `${from}: ${listed(near)}; ${to}: ${listed(far)}${near.length > 0 ? '' : dialWords(tools, from, to)}`,
    );
  };
