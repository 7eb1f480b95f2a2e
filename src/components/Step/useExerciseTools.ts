import type { ExerciseTools } from '../../lab/exercise/exercise.ts';
import { useLab } from '../Lab/context.ts';

/** What the checks and the solutions of this page's lab work with. */
export const useExerciseTools = (): ExerciseTools => useLab().tools;
