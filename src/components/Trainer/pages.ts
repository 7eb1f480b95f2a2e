import pages from '@generated/leafwise-class-pages/default/pages.json';
import { classLabs } from '../../../labs/class-labs.ts';
import { labs } from '../../../labs/index.ts';
import { troubles } from '../../../labs/troubles/index.ts';
import type { Lesson } from '../../class/lag.ts';
import type { ClassPage } from '../../site-data/class-page.ts';

const byPath = new Map(pages.map((page) => [page.page, page]));

/** The exercise of a page has the name that ends its path. */
const nameOf = ({ page }: ClassPage) => page.slice(page.lastIndexOf('/') + 1);
const ofLabs = new Map(pages.filter(({ steps }) => steps).map((page) => [nameOf(page), page]));

const exercises = new Map(
  [...labs, ...troubles, ...classLabs.map(({ exercise }) => exercise)].map((one) => [
    one.name,
    one,
  ]),
);

/**
 * The labs of the site, by the names under which seats tell of them. Of a lab from outside the site only the page is
 * known here.
 */
export const lessons: ReadonlyMap<string, Lesson & { title: string; page?: string }> = new Map(
  [...new Set([...exercises.keys(), ...ofLabs.keys()])].map((name) => {
    const page = ofLabs.get(name);
    return [
      name,
      {
        title: page?.label ?? name,
        steps: exercises.get(name)?.steps.map(({ id }) => id) ?? page?.steps ?? [],
        ...(page && { page: page.page }),
        ...(page?.minutes !== undefined && { minutes: page.minutes }),
      },
    ] as const;
  }),
);

const others: Readonly<Record<string, string>> = {
  '/': 'the home page',
  '/class': 'the page of the class',
  '/class/mine': 'what they have done',
  '/class/ready': '“Am I ready?”',
  '/class/trainer': 'the trainer’s page',
};

/** The short name of a page, as in the sidebar; its path where the site has no such page. */
export const pageTitle = (page: string): string =>
  byPath.get(page)?.label ?? (Object.hasOwn(others, page) ? others[page]! : page);

/** The short name of a lab. */
export const labTitle = (lab: string): string => lessons.get(lab)?.title ?? lab;

/** The title of a step of a lab. */
export const stepTitle = (lab: string, step: string): string =>
  exercises.get(lab)?.steps.find(({ id }) => id === step)?.title ?? step;

/** The name of the lab of a page, if it has one. */
export const labOfPage = (page: string): string | undefined => {
  const found = byPath.get(page);
  return found?.steps ? nameOf(found) : undefined;
};

/** The ids of the steps of a page's lab. */
export const stepsOfPage = (page: string): readonly string[] => byPath.get(page)?.steps ?? [];

/** The pages to which a class can go, by the part of the site: `Guides`, `Labs`. */
export const pagesByPart: ReadonlyMap<string, readonly ClassPage[]> = grouped();

function grouped(): Map<string, ClassPage[]> {
  const ready = { page: '/class/ready', title: 'Am I ready?', label: 'Am I ready?' };
  const parts = new Map<string, ClassPage[]>([['Before you begin', [ready]]]);
  for (const page of pages) {
    const first = page.page.split('/')[1]!.replaceAll('-', ' ');
    const part = first.charAt(0).toUpperCase() + first.slice(1);
    parts.set(part, [...(parts.get(part) ?? []), page]);
  }
  return parts;
}
