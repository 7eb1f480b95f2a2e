import type { Command } from '../command.ts';
import { backups } from './backup.ts';
import { benches } from './bench/bench.ts';
import { contextCommands } from './context.ts';
import { accountInfo } from './account/account.ts';
import { accountReports, accountTls } from './account/report.ts';
import {
  consumerAdd,
  consumerInfo,
  consumerList,
  consumerRemove,
  consumerStateCommand,
} from './consumer/consumer.ts';
import { consumerCluster } from './consumer/cluster.ts';
import { consumerEdits } from './consumer/edit.ts';
import { consumerLooks } from './consumer/find.ts';
import { consumerNext, consumerSubscribe } from './consumer/next.ts';
import { kvStores } from './kv/store.ts';
import { kvValues } from './kv/value.ts';
import { objects } from './object/object.ts';
import { objectStores } from './object/config.ts';
import { events } from './events.ts';
import { latency } from './latency.ts';
import { publish } from './message/publish.ts';
import { reply } from './message/reply.ts';
import { request } from './message/request.ts';
import { rtt } from './rtt.ts';
import { serverAccountInfo, serverAccountPurge } from './server/account.ts';
import { serverChecks } from './server/check.ts';
import { serverCluster } from './server/cluster.ts';
import { configReload, serverInfo } from './server/info.ts';
import { serverList } from './server/list.ts';
import { serverMappings } from './server/mappings.ts';
import { serverPing } from './server/ping.ts';
import { connectionReports } from './server/report-connections.ts';
import { reportJetstream } from './server/report-jetstream.ts';
import { otherReports } from './server/report-usage.ts';
import { linkReports } from './server/report.ts';
import { serverRequests } from './server/request.ts';
import {
  streamInfoCommand,
  streamList,
  streamPurge,
  streamRemove,
  streamRemoveMessage,
  streamSeal,
  streamStateCommand,
} from './stream/stream.ts';
import { services } from './service/service.ts';
import { streamCluster } from './stream/cluster.ts';
import { streamFind } from './stream/find.ts';
import { streamGaps } from './stream/gaps.ts';
import { streamGet, streamView } from './stream/read.ts';
import { streamStatistics } from './stream/statistics.ts';
import { streamSubjects } from './stream/subjects.ts';
import { streamAdd, streamCopy, streamEdit } from './stream/write.ts';
import { subscribe } from './message/subscribe.ts';
import { trace } from './trace.ts';

/** All commands, in the order in which help lists them. */
export const commands: readonly Command[] = [
  publish,
  subscribe,
  request,
  reply,
  events,
  streamAdd,
  streamList,
  streamStatistics,
  streamFind,
  streamInfoCommand,
  streamStateCommand,
  streamSubjects,
  streamEdit,
  streamCopy,
  streamRemove,
  streamPurge,
  streamRemoveMessage,
  streamView,
  streamGet,
  streamSeal,
  streamGaps,
  ...streamCluster,
  ...backups,
  consumerAdd,
  consumerList,
  consumerInfo,
  consumerStateCommand,
  consumerRemove,
  ...consumerEdits,
  ...consumerLooks,
  consumerNext,
  consumerSubscribe,
  ...consumerCluster,
  ...kvStores,
  ...kvValues,
  ...objectStores,
  ...objects,
  serverList,
  serverInfo,
  serverPing,
  serverMappings,
  ...connectionReports,
  ...linkReports,
  reportJetstream,
  ...otherReports,
  serverAccountInfo,
  serverAccountPurge,
  configReload,
  ...serverChecks,
  ...serverCluster,
  ...serverRequests,
  ...services,
  ...benches,
  accountInfo,
  ...accountReports,
  accountTls,
  rtt,
  latency,
  ...contextCommands,
  trace,
];
