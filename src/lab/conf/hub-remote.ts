/** How a leaf proves to a hub elsewhere who it is. */
export type HubLogin =
  | { type: 'none' }
  | { type: 'password'; user: string; password: string }
  /** A user's `.creds` file, as text. */
  | { type: 'creds'; text: string }
  /** A user's seed, which begins with `SU`. */
  | { type: 'nkey'; seed: string };

/** The path of a leaf's `.creds` file once it has been put there. */
export const credsFile = '/hub.creds';

/** Stands before the lines that are added, so that they are found again. */
const mark = '\n# The hub that this server has joined.\n';

/** The name by which a remote dials, and the port, which a browser's own address of the hub replaces. */
const address = (hub: string) => `${hub}:7422`;

/**
 * A configuration that joins a hub elsewhere, in place of any that it joined before.
 * @param hub the name that `LabHost.setHub` has been told
 * @throws Error that says what is wrong with the login
 */
export function joining(config: string, hub: string, login: HubLogin): string {
  const { userinfo, setting } = proof(login);
  return `${apart(config)}${mark}leafnodes {
  remotes: [
    {
      url: "nats-leaf://${userinfo}${address(hub)}"${setting}
      compression: off # so that the wire can be read
      ignore_discovered_servers: true # a page reaches only the address that it was given
    }
  ]
}
`;
}

/** The same configuration without the hub that it joins. */
export const apart = (config: string): string => config.split(mark)[0]!;

/** Whether a configuration joins a hub by what `joining` has added. */
export const joins = (config: string): boolean => config.includes(mark);

function proof(login: HubLogin): { userinfo: string; setting: string } {
  switch (login.type) {
    case 'none':
      return { userinfo: '', setting: '' };
    case 'password': {
      if (!login.user) throw new Error('Name a user, or choose “no login”.');
      const [user, password] = [login.user, login.password].map(encodeURIComponent);
      return { userinfo: `${user}:${password}@`, setting: '' };
    }
    case 'creds':
      if (!/BEGIN NATS USER JWT[^]*BEGIN USER NKEY SEED/.test(login.text)) {
        throw new Error(
          'That is no .creds file: it has a block NATS USER JWT and a block USER NKEY SEED. Choose the whole file.',
        );
      }
      return { userinfo: '', setting: `\n      credentials: "${credsFile}"` };
    case 'nkey':
      if (!/^SU[A-Z2-7]{56}$/.test(login.seed)) {
        throw new Error('A user’s nkey seed begins with SU and has 58 characters.');
      }
      return { userinfo: '', setting: `\n      nkey: "${login.seed}"` };
  }
}

/** Answers the remedy for the words by which a hub refuses a leaf. */
export function remedyFor(words: string): string {
  const known: [RegExp, string][] = [
    [
      /authorization violation|authentication/i,
      'The hub does not know this login. Users of its accounts may join, unless its leafnodes block has an authorization of its own: then only that counts.',
    ],
    [
      /duplicate.*leafnode|remote leafnode connection/i,
      'Another server of the same name has joined in this account, perhaps another tab of yours. Change server_name and the domain in the configuration below, and join again.',
    ],
    [
      /loop/i,
      'This leaf reaches the hub on two ways. Take one of them away: one remote for each hub and account.',
    ],
    [
      /cluster name/i,
      'The hub’s cluster is named as this server is. Change server_name in the configuration below, and join again.',
    ],
    [
      /minimum|version/i,
      'The hub asks for a later nats-server (min_version). This tab runs the version that the map shows.',
    ],
    [/expired/i, 'The user’s JWT has expired. Get a new .creds file.'],
    [/maximum.*connections/i, 'The account takes no more leaf connections.'],
  ];
  return (
    known.find(([pattern]) => pattern.test(words))?.[1] ??
    'These are the hub’s words. Its log says more.'
  );
}
