import type { Exercise } from '../../src/lab/exercise.ts';
import notPermittedToSubscribe from './not-permitted-to-subscribe/exercise.ts';
import streamInTheWrongDomain from './stream-in-the-wrong-domain/exercise.ts';

/** All faults that a reader can be put into and mend, by the pages of `docs/troubleshooting`. */
export const troubles: readonly Exercise[] = [notPermittedToSubscribe, streamInTheWrongDomain];
