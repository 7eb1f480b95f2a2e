import { defineTopology } from '../../src/lab/topology/define-topology.ts';
import east from './east.conf';
import hub from './hub.conf';
import west from './west.conf';

const shop = { local: 'SHOP', remote: 'SHOP' };
const system = { local: 'SYS', remote: 'SYS' };

/** A hub in operator mode, a leaf that has credentials and no more, and a leaf in operator mode. */
export default defineTopology({
  name: 'operator-mode',
  size: { width: 760, height: 376 },
  servers: [
    {
      name: 'hub',
      role: 'hub',
      domain: 'hub',
      login: { signed: 'office' },
      config: hub,
      at: { x: 170, y: 188 },
    },
    { name: 'east', role: 'leaf', domain: 'east', config: east, at: { x: 590, y: 105 } },
    {
      name: 'west',
      role: 'leaf',
      domain: 'west',
      login: { signed: 'office' },
      config: west,
      at: { x: 590, y: 271 },
    },
  ],
  links: [
    {
      name: 'east-hub',
      kind: 'leaf',
      from: 'east',
      to: 'hub',
      accounts: [{ local: '$G', remote: 'SHOP' }],
    },
    { name: 'west-hub', kind: 'leaf', from: 'west', to: 'hub', accounts: [shop, system] },
  ],
  operator: {
    name: 'LEAFWISE',
    system: 'SYS',
    accounts: {
      SYS: { users: ['admin', 'west-system'] },
      PRESS: { users: ['paper'] },
      SHOP: {
        users: ['office', 'east', 'west', 'clerk'],
        limits: { mem_storage: 1 << 24, disk_storage: 1 << 26, streams: 10, consumer: 10 },
      },
    },
    files: {
      hub: {
        'trust.conf': { preload: ['SYS', 'SHOP', 'PRESS'] },
        '/etc/nats/admin.creds': { creds: 'admin' },
        '/etc/nats/clerk.creds': { creds: 'clerk' },
        '/etc/nats/paper.creds': { creds: 'paper' },
        '/etc/nats/office.creds': { creds: 'office' },
      },
      east: { '/etc/nats/hub.creds': { creds: 'east' } },
      west: {
        'trust.conf': { preload: ['SYS', 'SHOP'], names: ['SHOP', 'SYS'] },
        '/etc/nats/hub.creds': { creds: 'west' },
        '/etc/nats/system.creds': { creds: 'west-system' },
        '/etc/nats/office.creds': { creds: 'office' },
        '/etc/nats/clerk.creds': { creds: 'clerk' },
      },
    },
  },
});
