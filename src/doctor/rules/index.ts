import type { Rule } from '../rule.ts';
import { accountWithoutJetStream } from './account-without-jetstream.ts';
import { addressAdvertised } from './address-advertised.ts';
import { apiLeftOpen } from './api-left-open.ts';
import { bridgeDoesNotRelay } from './bridge-does-not-relay.ts';
import { clusterNameDiffers } from './cluster-name-differs.ts';
import { clusterOfTwo } from './cluster-of-two.ts';
import { credentialsNotGiven } from './credentials-not-given.ts';
import { deniedSubjects } from './denied-subjects.ts';
import { dialsItself } from './dials-itself.ts';
import { domainMissing } from './domain-missing.ts';
import { extensionWithoutSystem } from './extension-without-system.ts';
import { fileNotGiven } from './file-not-given.ts';
import { flowControlNotImported } from './flow-control-not-imported.ts';
import { gatewayNameDiffers } from './gateway-name-differs.ts';
import { globalAccountBound } from './global-account-bound.ts';
import { jetStreamClusterIncomplete } from './jetstream-cluster-incomplete.ts';
import { keyTooNew } from './key-too-new.ts';
import { leafLoop } from './leaf-loop.ts';
import { leavesOfOneClusterName } from './leaves-of-one-cluster-name.ts';
import { leftOut } from './left-out.ts';
import { localAccountMissing } from './local-account-missing.ts';
import { localInContainer } from './local-in-container.ts';
import { loginRefused } from './login-refused.ts';
import { maxPayloadDiffers } from './max-payload-differs.ts';
import { mixedUrls } from './mixed-urls.ts';
import { noAuthUserUnknown } from './no-auth-user-unknown.ts';
import { oneMachine } from './one-machine.ts';
import { openToAnyone } from './open-to-anyone.ts';
import { plainSecret } from './plain-secret.ts';
import { portUnusable } from './port-unusable.ts';
import { remoteDoubled } from './remote-doubled.ts';
import { responsesDenied } from './responses-denied.ts';
import { routesIncomplete } from './routes-incomplete.ts';
import { sameClusterName } from './same-cluster-name.ts';
import { sameDomain } from './same-domain.ts';
import { serverNameDoubled } from './server-name-doubled.ts';
import { serversNotListed } from './servers-not-listed.ts';
import { storeDirTemporary } from './store-dir-temporary.ts';
import { syntaxError } from './syntax-error.ts';
import { systemAccountLinked } from './system-account-linked.ts';
import { tlsAtOneEnd } from './tls-at-one-end.ts';
import { uniqueTagShared } from './unique-tag-shared.ts';
import { unknownKey } from './unknown-key.ts';
import { urlUnusable } from './url-unusable.ts';
import { variableNotGiven } from './variable-not-given.ts';
import { websocketScheme } from './websocket-scheme.ts';
import { websocketWithoutPort } from './websocket-without-port.ts';
import { websocketWithoutTls } from './websocket-without-tls.ts';
import { wrongPort } from './wrong-port.ts';

/** The rules that look at configurations. */
export const rules: readonly Rule[] = [
  accountWithoutJetStream,
  addressAdvertised,
  apiLeftOpen,
  bridgeDoesNotRelay,
  clusterNameDiffers,
  clusterOfTwo,
  credentialsNotGiven,
  deniedSubjects,
  dialsItself,
  domainMissing,
  extensionWithoutSystem,
  fileNotGiven,
  flowControlNotImported,
  gatewayNameDiffers,
  globalAccountBound,
  jetStreamClusterIncomplete,
  keyTooNew,
  leafLoop,
  leavesOfOneClusterName,
  leftOut,
  localAccountMissing,
  localInContainer,
  loginRefused,
  maxPayloadDiffers,
  mixedUrls,
  noAuthUserUnknown,
  oneMachine,
  openToAnyone,
  plainSecret,
  portUnusable,
  remoteDoubled,
  responsesDenied,
  routesIncomplete,
  sameClusterName,
  sameDomain,
  serverNameDoubled,
  serversNotListed,
  storeDirTemporary,
  syntaxError,
  systemAccountLinked,
  tlsAtOneEnd,
  uniqueTagShared,
  unknownKey,
  urlUnusable,
  variableNotGiven,
  websocketScheme,
  websocketWithoutPort,
  websocketWithoutTls,
  wrongPort,
];
