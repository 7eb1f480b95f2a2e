import type { Random } from './chaos-random.ts';
import type { Lab } from '../../support/bench.ts';

/** Something that can happen to two servers and the link between them. */
interface Disturbance {
  name: string;
  possible: () => boolean;
  happen: () => Promise<void>;
}

const link = 'leaf-hub';

/**
 * Random disturbances of the hub, the leaf and their link, one after the other. The leaf is back at the
 * end of each, since it acknowledges the messages; the hub may stay away, and the link cut, until
 * another disturbance.
 */
export class Disturbances {
  /** The disturbances so far, in order. */
  readonly history: string[] = [];
  readonly #lab: Lab;
  readonly #random: Random;
  #cut = false;
  #hubAway = false;

  constructor(lab: Lab, random: Random) {
    this.#lab = lab;
    this.#random = random;
  }

  async next(): Promise<void> {
    const possible = this.#all.filter((each) => each.possible());
    await this.#do(possible[Math.floor(this.#random() * possible.length)]!);
  }

  /** Mends all that is broken. */
  async mend(): Promise<void> {
    for (const each of [this.#heal, this.#startHub]) if (each.possible()) await this.#do(each);
  }

  async #do({ name, happen }: Disturbance): Promise<void> {
    this.history.push(name);
    await happen();
  }

  readonly #heal: Disturbance = {
    name: 'heal the link',
    possible: () => this.#cut,
    happen: async () => {
      await this.#lab.network.healLink(link);
      this.#cut = false;
    },
  };

  readonly #startHub: Disturbance = {
    name: 'start the hub',
    possible: () => this.#hubAway,
    happen: async () => {
      await this.#lab.startServer('hub');
      this.#hubAway = false;
    },
  };

  readonly #all: Disturbance[] = [
    this.#heal,
    this.#startHub,
    ...(['refused', 'silent'] as const).map((how) => ({
      name: `cut the link (${how})`,
      possible: () => !this.#cut,
      happen: async () => {
        await this.#lab.network.cutLink(link, how);
        this.#cut = true;
      },
    })),
    ...(['stopServer', 'crashServer'] as const).flatMap((end) => [
      {
        name: `${end} hub`,
        possible: () => !this.#hubAway,
        happen: async () => {
          await this.#lab.network[end]('hub');
          this.#hubAway = true;
        },
      },
      ...(['hub', 'leaf'] as const).map((server) => ({
        name: `${end} ${server}, and start it`,
        possible: () => server === 'leaf' || !this.#hubAway,
        happen: async () => {
          await this.#lab.network[end](server);
          await this.#lab.startServer(server);
        },
      })),
    ]),
  ];
}
