import { Outbox } from '../../class/outbox.ts';

/**
 * Opens the outbox of a seat. A browser that lets the page store nothing has it in memory, while the page is open.
 * @param forgets is called then
 */
export async function openOutbox(name: string, seat: string, forgets: () => void): Promise<Outbox> {
  try {
    return await Outbox.open(name, seat);
  } catch {
    // It takes the place of the browser's own, which this page cannot use.
    await import(/* webpackChunkName: 'class-memory' */ './memory-store.ts');
    forgets();
    return Outbox.open(name, seat);
  }
}
