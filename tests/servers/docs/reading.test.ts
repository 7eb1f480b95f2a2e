import { expect, test } from 'vitest';
import { pagesIn, partsOf, textOf, type Part } from './page.ts';

/** The longest stretch of prose without a live element, in words. */
const limit = 1500;

/** Components that show or ask running servers. A `Lab` alone only holds them. */
const live =
  /^(LiveMap|Console|Command|Config|Do|JoinHub|Lattice|LabControls|Rates|Streams|Wire|Try|Workbench)$/;

const prose = /^(h[1-6]|p|li|th|td)$/;

/** The words of each stretch of prose between two live elements. Code is not counted. */
function stretches(parts: readonly Part[], counts = [0]): number[] {
  for (const part of parts) {
    if (live.test(part.name)) counts.push(0);
    if (prose.test(part.name)) {
      counts[counts.length - 1]! += textOf(part.props.children).split(/\s+/).filter(Boolean).length;
    } else if (part.name !== 'pre') stretches(part.parts, counts);
  }
  return counts;
}

test.each(pagesIn('.'))('%s has something live after 1,500 words at the latest', async (page) => {
  const longest = Math.max(...stretches(await partsOf(page)));
  expect(longest).toBeGreaterThan(0);
  expect(longest).toBeLessThanOrEqual(limit);
});
