import type { Release } from './release.ts';

/** An event that keeps the worker alive. TypeScript has it in a library that cannot stand beside the one of pages. */
export interface ExtendableEvent extends Event {
  waitUntil(promise: Promise<unknown>): void;
}

/** A request of a page. */
export interface FetchEvent extends ExtendableEvent {
  readonly request: Request;
  respondWith(response: Promise<Response>): void;
}

/** A message of a page. */
export type PageMessage = ExtendableEvent & MessageEvent<unknown>;

interface Events {
  install: ExtendableEvent;
  activate: ExtendableEvent;
  fetch: FetchEvent;
  message: PageMessage;
}

/** The global scope of a service worker, as far as it is used. */
export interface WorkerScope {
  /** What the build has put there. */
  readonly leafwiseRelease: Release;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: { includeUncontrolled: boolean }): Promise<readonly unknown[]>;
  };
  skipWaiting(): Promise<void>;
  addEventListener<Type extends keyof Events>(
    type: Type,
    listener: (event: Events[Type]) => void,
  ): void;
}
