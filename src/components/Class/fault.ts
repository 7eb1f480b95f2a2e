import type { Fault } from '../../class/records.ts';
import type { LabHost } from '../../lab/network/host.ts';

/** The delay of a link that is made slow without a number, in milliseconds. */
const usualDelay = 500;

/** Does to the link of a joined tab what the trainer has asked all tabs, or this one, to do. */
export async function applyFault(
  host: Pick<LabHost, 'cutLink' | 'healLink' | 'shapeLink'>,
  link: string,
  { what, delay = usualDelay }: Pick<Fault, 'what' | 'delay'>,
): Promise<void> {
  if (what === 'refused' || what === 'silent') return host.cutLink(link, what);
  await host.healLink(link);
  await host.shapeLink(link, what === 'slow' ? { delay } : {});
}

/** A fault in words, for whose link it is. */
export function faultWords({ what, delay = usualDelay }: Fault): string {
  switch (what) {
    case 'refused':
      return 'The trainer has cut this tab’s link to the hub: it is closed, and a new one is turned away. Work on.';
    case 'silent':
      return 'The trainer has cut this tab’s link to the hub in silence, as a cable is pulled: the servers do not know yet. Work on.';
    case 'slow':
      return `The trainer has made this tab’s link to the hub slow: ${delay} ms each way.`;
    case 'heal':
      return 'This tab’s link to the hub is whole again.';
  }
}
