import { createElement, type ComponentType } from 'react';
import Fence from './Fence.tsx';

/**
 * Puts a component behind a fence: if it fails, the page says so in its place, and all else works on.
 * @param what its name there, as the beginning of a sentence
 */
export function fenced<Props extends object>(what: string, Shown: ComponentType<Props>) {
  return function Fenced(props: Props) {
    return createElement(Fence, { what }, createElement(Shown, props));
  };
}
