import { finderOf } from '../../search/log-lines.ts';

/**
 * The pages about messages that tell of a fault, and those messages as nats-server formats them. It is what the pages
 * themselves say, which a test compares: a command that is installed has no pages beside it.
 */
export const messagePages: Readonly<Record<string, readonly string[]>> = {
  'account-authentication-expired': ['Account Authentication Expired'],
  'account-fetch-failed': ['Account fetch failed: %v', 'fetching jwt timed out'],
  'account-missing': ['account missing'],
  'account-not-defined-for-import': [
    '%q account not defined for service import',
    '%q account not defined for stream import',
    '%q account not defined for service export',
    '%q account not defined for stream export',
  ],
  'attempted-to-connect-to-leaf-node-port': ['attempted to connect to leaf node port'],
  'attempted-to-connect-to-wrong-port': ['attempted to connect to wrong port'],
  'authentication-error': ['authentication error'],
  'authentication-of-user-failed': [
    'authentication of user %q failed, unable to lookup account %q: %v',
  ],
  'authentication-timeout': ['Authentication Timeout'],
  'authorization-violation': ['Authorization Violation'],
  'bad-mirror-consumer-create-response': [
    'JetStream bad mirror consumer create response: %q',
    'JetStream bad source consumer create response: %q',
  ],
  'both-creds-and-nkey': ['Remote leafnode can not have both creds and nkey defined'],
  'cannot-find-local-account': ['cannot find local account %q specified in leafnode %s'],
  'checking-for-jetstream-migration': [
    'Error looking up account [%s] checking for JetStream migration on a leafnode',
    'Error looking up account [%s] checking for JetStream clear observer state on a leafnode',
  ],
  'cluster-name-cannot-contain-spaces': ['cluster name cannot contain spaces'],
  'cluster-name-is-reserved': ['cluster name is reserved'],
  'compression-negotiation-error': ['compression negotiation error'],
  'compression-should-be': ['field %q should be a boolean or a structure, got %T'],
  'config-reload-jetstream-max-memory-and-store': [
    'config reload not supported for decreasing jetstream max memory and store',
    'config reload not supported for jetstream dynamic max memory and store',
    'config reload not supported for jetstream max memory and max store',
  ],
  'config-reload-jetstream-storage-directory': [
    'config reload not supported for jetstream storage directory',
    'config reload not supported for jetstream storage dir',
  ],
  'config-reload-leafnode-users': ['field "Users": old=%v, new=%v'],
  'config-reload-not-supported-for-jetstream-domain': [
    'config reload not supported for %s: old=%v, new=%v',
  ],
  'config-reload-not-supported-for-leafnode': [
    'config reload not supported for %s: %v',
    'field %q: old=%v, new=%v',
  ],
  'could-not-fetch': [
    'could not fetch <%q>: %v',
    'could not fetch <%q>: no response',
    'operators require an account resolver to be configured',
  ],
  'could-not-find-any-non-local-ip': [
    "Could not find any non-local IP for leafnode's listen specification %q",
  ],
  'could-not-insert-subscription': ['Could not insert subscription: %v', 'Invalid Subscription'],
  'credentials-file-has-malformed-seed': ['Credentials file has malformed seed'],
  'credentials-file-malformed': ['Credentials file malformed'],
  'default-js-domain-invalid-domain-name': [
    'default_js_domain contains account %q with invalid domain name %q',
  ],
  'default-js-domain-is-temporary': [
    'The option `default_js_domain` is a temporary backwards compatibility measure and will be removed',
  ],
  'default-js-domain-not-a-public-account-nkey': [
    'default_js_domain contains account name %q, which is not a valid public account nkey',
  ],
  'default-js-domain-references-non-existing-account': [
    'in non operator mode, `default_js_domain` references non existing account %q',
  ],
  'default-js-domain-unsupported-type': ['error default_js_domain config: unsupported type %T'],
  'default-js-domain-with-enabled-jetstream': [
    'default_js_domain contains account name %q with enabled JetStream',
  ],
  'dropped-due-to-minimum-version': [
    'Leafnode connection dropped due to minimum version requirement. Delaying attempt to reconnect for %v',
  ],
  'dropped-with-same-cluster-name': [
    'Leafnode connection dropped with same cluster name error. Delaying attempt to reconnect for %v',
  ],
  'duplicate-leafnode-entry-detected': ['Duplicate %s entry detected'],
  'duplicate-remote-leafnode-connection': ['Duplicate Remote LeafNode Connection'],
  'duplicate-remote': ['duplicate remote %s'],
  'duplicate-service-import-subject': [
    'Duplicate service import subject %q, previously used in import for account %q, subject %q',
  ],
  'duplicate-user-detected': ['Duplicate user %q detected'],
  'duplicate-user-in-leafnode-authorization': [
    'duplicate user %q detected in leafnode authorization',
  ],
  'error-adding-jetstream-default-domain-mapping': [
    'Error adding JetStream default domain mapping: %v',
  ],
  'error-adding-jetstream-domain-mapping': [
    'Error adding JetStream domain mapping: %v',
    'Error adding JetStream domain mapping: %s',
    'Error adding JetStream domain mapping to system account: %v',
  ],
  'error-adding-service-import': ['Error adding service import %q: %v'],
  'error-adding-stream-import': ['Error adding stream import %q: %v'],
  'error-listening-on-leafnode-port': ['Error listening on leafnode port: %d - %v'],
  'error-parsing-leafnode-url': ['error parsing %s url [%q]'],
  'error-parsing-url': ['Error parsing url %q: %v'],
  'error-reading-leafnode-remote-credentials': [
    'Error reading LeafNode Remote Credentials file %q: %v',
  ],
  'error-response-for-create-mirror-consumer': [
    'JetStream error response for create mirror consumer: %+v',
  ],
  'error-response-for-create-source-consumer': [
    'JetStream error response for stream %s create source consumer %s: %+v',
  ],
  'error-setting-leafnode-info': [
    'Error setting leafnode INFO with LeafNode.Advertise value of %s, err=%v',
  ],
  'error-signing-the-nonce': ['Error signing the nonce: %v'],
  'error-soliciting-websocket-connection': ['Error soliciting websocket connection: %v'],
  'error-trying-to-connect-as-leafnode': [
    'Error trying to connect as leafnode to remote server %q (attempt %v): %v',
  ],
  'expected-boolean-or-map-for-migrate': [
    'Expected boolean or map for jetstream_cluster_migrate, got %T',
  ],
  'expected-map-to-define-a-leafnode': ['Expected map to define a leafnode, got %T'],
  'expected-no-extend': ["expected 'no_extend' for string value, got '%s'"],
  'expected-proxy-to-be-a-map': ['Expected proxy to be a map, got %T'],
  'expected-remote-leafnode-entry-to-be-a-map': [
    'Expected remote leafnode entry to be a map/struct, got %v',
  ],
  'expected-remote-leafnode-url': ['Expected remote leafnode url to be an array or string, got %v'],
  'expected-remotes-to-be-an-array': ['Expected remotes field to be an array, got %T'],
  'expected-subject-permissions': [
    'Expected subject permissions to be a subject, or array of subjects, got %T',
    'Subject in permissions array cannot be cast to string',
  ],
  'expected-user-entry-to-be-a-map': ['Expected user entry to be a map/struct, got %v'],
  'expected-users-to-be-an-array': ['Expected users field to be an array, got %v'],
  'failed-to-connect-to-proxy': ['failed to connect to proxy: %v'],
  'failed-to-read-proxy-response': [
    'failed to read proxy response: %v',
    'failed to write CONNECT request: %v',
  ],
  'invalid-deny-exports': ['invalid deny_exports for remote %s: %w'],
  'invalid-deny-imports': ['invalid deny_imports for remote %s: %w'],
  'invalid-domain-name': [
    'invalid domain name: may not contain ., * or >',
    'invalid domain name: derived %q is not a valid subject',
  ],
  'invalid-leafnode-minimum-version': ["invalid leafnode's minimum version: %v"],
  'invalid-proxy-url': ['invalid proxy URL: %v'],
  'invalid-websocket-connection': ['invalid websocket connection'],
  'is-not-a-valid-subject': ['subject %q is not a valid subject'],
  'jetstream-cluster-requires-cluster-name': ['JetStream cluster requires cluster name'],
  'jetstream-cluster-requires-routes': [
    'JetStream cluster requires configured routes or solicited leafnode for the system account',
  ],
  'jetstream-cluster-requires-setting': [
    'jetstream cluster requires `server_name` to be set',
    'jetstream cluster requires `cluster.name` to be set',
  ],
  'jetstream-no-contact-with-a-meta-leader': [
    'JetStream has not established contact with a meta leader',
  ],
  'leaf-nodes-and-gateways-require-a-system-account': [
    'leaf nodes and gateways (both being defined) require a system account to also be configured',
  ],
  'leafnode-authorization-timeout': [
    "error parsing leafnode authorization config, 'timeout' %s",
    "error parsing leafnode authorization config, 'timeout' wrong type",
  ],
  'leafnode-error': ['Leafnode Error %s'],
  'leafnode-loop-detected': ['leafnode loop detected'],
  'leafnode-pinned-certs': ['leafnode: %v'],
  'leafnode-remote-credentials-malformed-jwt': [
    'LeafNode Remote Credentials file %q has malformed user jwt',
  ],
  'leafnode-remote-credentials-malformed-seed': [
    'LeafNode Remote Credentials file %q has malformed seed',
  ],
  'leafnode-remote-credentials-malformed': ['LeafNode Remote Credentials file %q malformed'],
  'loop-detected': ['Loop detected for leafnode account=%q. Delaying attempt to reconnect for %v'],
  'maximum-account-active-connections-exceeded': ['maximum account active connections exceeded'],
  'maximum-payload-violation': ['Maximum Payload Violation', 'maximum payload exceeded'],
  'maximum-subscriptions-exceeded': ['maximum subscriptions exceeded'],
  'minimum-version-required': [
    'connection rejected since minimum version required is',
    'minimum version required',
  ],
  'minimum-version-should-be-at-least': ['the minimum version should be at least 2.8.0'],
  'mix-of-websocket-and-non-websocket-urls': [
    'remote leaf node configuration cannot have a mix of websocket and non-websocket urls: %q',
  ],
  'nats-based-resolver-needs-a-system-account': [
    'using nats based account resolver - the system account needs to be specified in configuration or the operator jwt',
  ],
  'no-auth-user-not-present': [
    'no_auth_user: "%s" not present as user or nkey in authorization block or account configuration',
    'no_auth_user: "%s" present, but users/nkeys are not defined',
    'no_auth_user not compatible with Trusted Operator',
  ],
  'no-such-client-or-leafnode-id': ['no such client or leafnode id'],
  'not-a-valid-public-nkey-for-leafnode-authorization': [
    'Not a valid public nkey for leafnode authorization',
  ],
  'not-allowed-to-enable-jetstream-on-the-system-account': [
    'Not allowed to enable JetStream on the system account',
  ],
  'not-configured-to-accept-leaf-node-connections': [
    'Not configured to accept leaf node connections',
  ],
  'not-supported-for-proxy-tls': ['%q is not supported for proxy TLS'],
  'only-the-proxy-tls-configuration-can-be-changed': [
    'field %q: only the proxy TLS configuration can be changed',
  ],
  'operator-mode-and-non-account-nkeys': ['operator mode and non account nkeys are incompatible'],
  'operator-mode-does-not-allow-users': [
    'operator mode does not allow specifying users in leafnode config',
  ],
  'operator-mode-requires-account-nkeys': [
    "operator mode requires account nkeys in remotes. Please add an `account` key to each remote in your `leafnodes` section, to assign it to an account. Each account value should be a 56 character public key, starting with the letter 'A'",
  ],
  'operators-do-not-allow-accounts': ['operators do not allow Accounts to be configured directly'],
  'operators-do-not-allow-users': ['operators do not allow users to be configured directly'],
  'origin-not-in-the-allowed-list': ['not in the allowed list', 'not same origin'],
  'permissions-violation-for-publish': ['Permissions Violation for Publish to %q'],
  'permissions-violation-for-subscription': ['Permissions Violation for Subscription to %q'],
  'plaintext-passwords-detected': ['Plaintext passwords detected, use nkeys or bcrypt'],
  'preloaded-account-not-valid': [
    'preload account error for %q: %v',
    'Preloaded account [%s] not valid',
    'Account [%s] has validation issues:',
  ],
  'processleafheadermsgargs-error': [
    "processLeafHeaderMsgArgs Parse Error: '%s'",
    "processLeafHeaderMsgArgs Bad or Missing Reply Indicator: '%s'",
    "processLeafHeaderMsgArgs Bad or Missing Header Size: '%s'",
    "processLeafHeaderMsgArgs Bad or Missing Size: '%s'",
    "processLeafHeaderMsgArgs Header Size larger then TotalSize: '%s'",
  ],
  'processleafmsgargs-error': [
    "processLeafMsgArgs Parse Error: '%s'",
    "processLeafMsgArgs Bad or Missing Reply Indicator: '%s'",
    "processLeafMsgArgs Bad or Missing Size: '%s'",
  ],
  'processleafsub-parse-error': ["processLeafSub Parse Error: '%s'"],
  'producer-was-stalled': ['Producer was stalled for a total of %v'],
  'proxy-but-remote-url-requires-tls': [
    'proxy is configured but remote URL %s requires TLS and no TLS configuration is provided. When using proxy with TLS endpoints, ensure TLS is properly configured for the leafnode remote',
  ],
  'proxy-connect-failed': ['proxy CONNECT failed: %s'],
  'proxy-timeout': ['proxy timeout must be >= 0'],
  'proxy-tls-handshake-failed': ['proxy TLS handshake failed: %v'],
  'proxy-tls-requires-https': ['proxy TLS configuration requires an https proxy URL, got: %s'],
  'proxy-tls-timeout': ['proxy TLS timeout must be >= 0'],
  'proxy-url-must-be-specified': ['proxy URL must be specified when other proxy options are set'],
  'proxy-url-must-specify-a-host': ['proxy URL must specify a host'],
  'proxy-url-scheme': ['proxy URL scheme must be http or https, got: %s'],
  'proxy-username-and-password': [
    'proxy username and password must both be specified or both be empty',
  ],
  'registering-leaf-with-account': ['Registering leaf with account %s resulted in error: %v'],
  'rejecting-connection-from-gateway': [
    'Rejecting connection from gateway %q on the leafnode port',
    'wrong gateway',
  ],
  'remote-cannot-be-added-at-the-moment': ['cannot be added at the moment, try again'],
  'remote-cannot-be-enabled-at-the-moment': ['cannot be enabled at the moment, try again'],
  'remote-leafnode-has-same-cluster-name': ['remote leafnode has same cluster name'],
  'remote-leafnode-nkey-is-not-a-valid-seed': ['Remote leafnode nkey is not a valid seed: %q'],
  'remote-nkey-has-malformed-seed': ['Remote nkey has malformed seed'],
  'replacing-connection-from-same-server': ['Replacing connection from same server'],
  'rtt-thresholds-ascending': ['RTT threshold values %v should be in ascending order'],
  'rtt-thresholds-at-least-one': ['compression mode %q requires at least one RTT threshold'],
  'rtt-thresholds-no-more-than-4': [
    'compression mode %q should have no more than 4 RTT thresholds: %v',
  ],
  'single-nkey-and-users-array': ['can not have a single nkey and a users array'],
  'single-user-and-accounts': [
    'Can not have a single user/pass and accounts',
    'Can not have a token and accounts',
  ],
  'single-user-and-users-array': ['can not have a single user/pass and a users array'],
  'skipping-default-domain': ['Skipping Default Domain %q, set for JetStream enabled account %q'],
  'source-stream-was-recreated': [
    "JetStream source stream %q for stream '%s > %s' was recreated, resetting source state",
  ],
  'stalled-on-flow-control': [
    "JetStream stream '%s > %s' %s '%s' is stalled on flow control, replies are not reaching the consumer",
    'stream source consumer stalled on flow control',
  ],
  'system-account-in-default-js-domain': ['system account %q can not be in default_js_domain'],
  'system-account-must-be-identical': [
    'system_account in config and operator JWT must be identical',
  ],
  'temporary-storage-directory-used': [
    'Temporary storage directory used, data could be lost on system reboot',
  ],
  'timeout-is-high': [
    "timeout of %v (%f seconds) is high, consider keeping it under 60 seconds. possibly caused by unquoted duration; use '1m' instead of 1m, for example",
  ],
  'tls-configuration-mismatch': [
    'TLS configuration mismatch: Hub requires TLS but leafnode remote is not configured for TLS. When using a proxy, ensure TLS leafnode configuration matches the Hub requirements.',
  ],
  'tls-leafnode-handshake-error': ['TLS %s handshake error: %v%s'],
  'tls-will-not-be-verified': [
    'TLS certificate chain and hostname of solicited leafnodes will not be verified. DO NOT USE IN PRODUCTION!',
  ],
  'trusted-operators-should-utilize-a-system-account': [
    'Trusted Operators should utilize a System Account',
  ],
  'unable-to-lookup-account': ['Unable to lookup account %s for solicited leafnode connection: %v'],
  'unknown-field-in-compression': ['unknown field %q'],
  'unsupported-compression-mode': ['unsupported compression mode %q'],
  'unsupported-route-compression-mode': ['unsupported route compression mode %q'],
  'user-authentication-expired': ['User Authentication Expired'],
  'user-authentication-revoked': ['User Authentication Revoked', 'User authentication revoked'],
  'user-found-in-connect-proto': ['User %q found in connect proto, but user required from cert'],
  'violation-check-other-side-configuration': [
    '%s Violation on %q - Check other side configuration',
  ],
  'waiting-for-routing-to-be-established': ['Waiting for routing to be established...'],
  'websocket-not-configured-with-tls': [
    'Websocket not configured with TLS. DO NOT USE IN PRODUCTION!',
  ],
  'websocket-requires-tls-configuration': ['websocket requires TLS configuration'],
  'write-timeout-must-be': ["write_timeout must be 'default', 'close' or 'retry'"],
};

/** Pages about a message that a server says of any block of a configuration, while they are about one block alone. */
const ofOneBlock = ['unknown-field-in-compression'];

const finders = Object.entries(messagePages)
  .filter(([slug]) => !ofOneBlock.includes(slug))
  .flatMap(([slug, messages]) => messages.map((message) => ({ slug, find: finderOf(message) })));

/** The page about the message that a line has in it: of several, the one with the most words of its own. */
export function messagePageOf(line: string): string | undefined {
  const text = line.toLowerCase();
  let best: { slug?: string; length: number } = { length: 0 };
  for (const { slug, find } of finders) {
    const length = find(text);
    if (length > best.length) best = { slug, length };
  }
  return best.slug && `/troubleshooting/messages/${best.slug}`;
}
