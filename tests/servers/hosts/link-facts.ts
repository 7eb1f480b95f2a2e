import { describe, expect, test } from 'vitest';
import { answeredBy, unanswered } from '../../../src/lab/checks/answered.ts';
import { verdict, type Check } from '../../../src/lab/checks/check.ts';
import { interest } from '../../../src/lab/checks/interested.ts';
import { linkDown, linkUp } from '../../../src/lab/checks/links.ts';
import clusteredHub from '../../../topologies/clustered-hub/topology.ts';
import twoDomains from '../../../topologies/two-domains/topology.ts';
import { answer } from './answers.ts';
import type { Bench, Lab } from '../../support/bench.ts';

const link = { name: 'leaf-hub', from: 'leaf', to: 'hub' };
const members = ['hub-1', 'hub-2', 'hub-3'];

/** A link carries what servers say, tells how it is, and can be cut and made slow. */
export function linkFacts(bench: Bench): void {
  describe('a link', () => {
    test('is up once both servers are past the handshake, and its wire tells how', async () => {
      const { network, wire, until } = await bench.start(twoDomains);
      await until(() => wire.some(({ subject }) => subject === '$JS.leaf.API.INFO'));
      expect(wire[0]).toMatchObject({ seq: 0, link: 'leaf-hub', op: 'INFO', from: 'hub' });
      expect(wire.find(({ op }) => op === 'CONNECT')).toMatchObject({ from: 'leaf', to: 'hub' });
      expect(wire.filter(({ op }) => op === 'garbage')).toEqual([]);
      const read = (from: string) => {
        const frames = wire.filter((event) => event.from === from);
        return {
          bytes: frames.reduce((sum, { wireSize }) => sum + wireSize, 0),
          frames: frames.length,
        };
      };
      await until(async () => {
        const { out, in: into } = await network.linkTotals(link.name);
        return JSON.stringify([out, into]) === JSON.stringify([read('leaf'), read('hub')]);
      });
    });

    test('is down while the server that listens is stopped, and up again after it', async () => {
      const lab = await bench.start(twoDomains);
      await lab.network.stopServer('hub');
      await lab.until(() => lab.links.get(link.name)?.type === 'down');
      expect(lab.servers.get('hub')).toEqual({ type: 'stopped' });
      expect(lab.servers.get('leaf')).toMatchObject({ type: 'running' });
      await lab.startServer('hub');
      await lab.linked();
    });

    test('that is cut as refused is gone for both servers, and back when it is healed', async () => {
      const lab = await bench.start(twoDomains);
      await lab.network.cutLink(link.name, 'refused');
      await lab.until(() => lab.links.get(link.name)?.type === 'cut');
      await lab.pass(linkDown(link));
      await lab.network.healLink(link.name);
      await lab.linked();
      await lab.pass(linkUp(link));
    });

    test('that is cut silently is told to neither server, and what was sent arrives after it', async () => {
      const lab = await bench.start(twoDomains);
      const { network, client, pass, until } = lab;
      const [hub, leaf] = [await client('hub'), await client('leaf')];
      const heard: string[] = [];
      hub.subscribe('news', { callback: (_, message) => heard.push(message.string()) });
      await pass(interest('news', { server: 'leaf', over: 'hub' }));
      await network.cutLink(link.name, 'silent');
      leaf.publish('news', 'sent during the cut');
      // The link has read it, and holds it back.
      const news = (held: boolean) =>
        lab.wire.filter(
          (event) =>
            event.op === 'LMSG' && event.subject === 'news' && Boolean(event.held) === held,
        );
      await until(() => news(true).length === 1);
      await pass(linkUp(link));
      await hub.flush();
      expect(heard).toEqual([]);
      expect(news(false)).toEqual([]);
      expect(lab.links.get(link.name)).toEqual({ type: 'cut', how: 'silent' });
      await network.healLink(link.name);
      await until(() => heard.length > 0);
      expect(heard).toEqual(['sent during the cut']);
      await until(() => news(false).length === 1);
    });

    test('that is cut silently lets a server that dials learn nothing, and the other not of it', async () => {
      const lab = await bench.start(twoDomains);
      const { network } = lab;
      await network.setLogging('hub', { debug: true, trace: false });
      await network.cutLink(link.name, 'silent');
      const leafConnections = (server: string) =>
        lab.log.filter(
          (line) => line.server === server && /Leafnode connection created/i.test(line.text),
        ).length;
      await network.stopServer('leaf');
      const [atHub, atLeaf] = [leafConnections('hub'), leafConnections('leaf')];
      await lab.startServer('leaf');
      await lab.until(() => leafConnections('leaf') > atLeaf);
      await lab.pass(async () => {
        const { leafnodes } = (await network.monitor('leaf', 'leafz')) as { leafnodes: number };
        return verdict(leafnodes === 0, 'no hub at the leaf', `${leafnodes}`);
      });
      expect(leafConnections('hub')).toBe(atHub);
      await network.healLink(link.name);
      await lab.linked();
      await lab.pass(linkUp(link));
    });

    test('that is slow takes its time each way, and one that is narrow over what is large', async () => {
      const lab = await bench.start(twoDomains);
      const { network, client, pass, until } = lab;
      const leaf = await client('leaf');
      await answer(await client('hub'), 'ask', 'hub');
      await pass(answeredBy('leaf', 'ask', 'hub'));
      const expectSlow = async (size: number, atLeast: number) => {
        const from = performance.now();
        await leaf.request('ask', new Uint8Array(size), { timeout: 10_000 });
        expect(performance.now() - from).toBeGreaterThan(atLeast);
      };
      await network.shapeLink(link.name, { delay: 100 });
      await until(() => JSON.stringify(lab.links.get(link.name)).includes('"delay":100'));
      // A timer may be a little early.
      await expectSlow(1, 195);
      await network.shapeLink(link.name, { bandwidth: 100_000 });
      await expectSlow(50_000, 495);
      await network.shapeLink(link.name, {});
      await until(() => JSON.stringify(lab.links.get(link.name)) === '{"type":"up"}');
    });

    test('that there is none of is refused with what there is', async () => {
      const { network } = await bench.start(twoDomains);
      await expect(network.cutLink('hub-moon', 'silent')).rejects.toThrow(
        'There is no link hub-moon. There are: leaf-hub.',
      );
    });
  });

  describe('a route between members of a cluster', () => {
    /** The members that one is connected to. */
    const connected =
      (lab: Lab, member: string, wanted: string[]): Check =>
      async () => {
        const page = (await lab.network.monitor(member, 'routez')) as {
          routes?: { remote_name: string }[];
        };
        const seen = [...new Set((page.routes ?? []).map((route) => route.remote_name))].sort();
        return verdict(
          String(seen) === String(wanted),
          `${member}: ${String(wanted)}`,
          String(seen),
        );
      };

    test('is a link: a member is alone once its links are cut, and what others tell it leads nowhere else', async () => {
      const lab = await bench.start(clusteredHub);
      const { network, pass } = lab;
      for (const member of members) {
        await pass(
          connected(
            lab,
            member,
            members.filter((other) => other !== member),
          ),
        );
      }
      const cut = clusteredHub.links.filter(({ from, to }) => from === 'hub-3' || to === 'hub-3');
      for (const { name } of cut) await network.cutLink(name, 'refused');
      await pass(connected(lab, 'hub-3', []));
      await network.stopServer('hub-2');
      await lab.startServer('hub-2');
      await pass(connected(lab, 'hub-1', ['hub-2']));
      await pass(connected(lab, 'hub-3', []), 0);
      for (const { name } of cut) await network.healLink(name);
      await pass(connected(lab, 'hub-3', ['hub-1', 'hub-2']));
    }, 60_000);

    test('carries none of what a leaf dials: it finds another member by its own links alone', async () => {
      const { config } = clusteredHub.servers.find(({ name }) => name === 'east')!;
      const impatient = config.replace('leafnodes {', 'leafnodes {\n  reconnect: "100ms"');
      const lab = await bench.start(clusteredHub, { east: impatient });
      const { network, pass, until } = lab;
      const east = clusteredHub.links.filter(({ from }) => from === 'east');
      const hubs = async () => {
        const { leafs } = (await network.monitor('east', 'leafz')) as {
          leafs?: { name: string }[] | null;
        };
        return (leafs ?? []).map(({ name }) => name);
      };
      for (const { name } of east) await network.cutLink(name, 'refused');
      await until(async () => (await hubs()).length === 0);
      const tries = () =>
        lab.log.filter(
          ({ server, text }) =>
            server === 'east' && /Error trying to connect as leafnode/.test(text),
        ).length;
      const tried = tries();
      await until(() => tries() > tried + 2);
      expect(await hubs()).toEqual([]);
      await pass(unanswered('east', '$JS.hub.API.INFO'));
      await network.healLink('east-hub-2');
      await until(async () => String(await hubs()) === 'hub-2');
    }, 60_000);
  });
}
