import type { useHistory } from '@docusaurus/router';

type History = ReturnType<typeof useHistory>;
type Block = Exclude<Parameters<History['block']>[0], boolean | string | undefined>;

const manifold = new WeakSet<History>();

/**
 * Lets several parts of the page hold back a change of address. A history knows one at a time and forgets the one before:
 * the menu of a narrow screen, which closes at Back, would be lost to a lab that asks before it is left.
 */
export function allowManyBlocks(history: History): void {
  if (manifold.has(history)) return;
  manifold.add(history);
  const blockOne = history.block.bind(history);
  const blocks = new Set<Block>();
  let unblock: (() => void) | undefined;
  const any: Block = (location, action) => {
    // The newest first: what lies on top of the page closes before the page is left.
    const refused = [...blocks].reverse().some((block) => block(location, action) === false);
    return refused ? false : undefined;
  };
  history.block = (prompt) => {
    const block: Block = typeof prompt === 'function' ? prompt : () => prompt as string | false;
    blocks.add(block);
    unblock ??= blockOne(any);
    return () => {
      blocks.delete(block);
      if (blocks.size > 0) return;
      unblock?.();
      unblock = undefined;
    };
  };
}
