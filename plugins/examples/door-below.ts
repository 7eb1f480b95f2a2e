import type { Code, Root, RootContent } from 'mdast';
import { docIdOf, isInDocs, isMessage } from '../docs.ts';
import { isOfExample, nameOfPage } from './examples.ts';

const door = 'ExampleDoor';

/** For the compiler of pages: puts below the last configuration of a page's example the way into the bench. */
export const doorBelow =
  () =>
  (tree: Root, { path }: { path: string }): void => {
    if (!isInDocs(path)) return;
    const id = docIdOf(path);
    const isOf = (node: RootContent): node is Code =>
      node.type === 'code' && isOfExample(node.lang ?? '', node.meta ?? '', isMessage(id));
    const last = tree.children.findLastIndex(isOf);
    if (!tree.children.some((node) => isOf(node) && node.lang === 'conf')) return;
    tree.children.splice(last + 1, 0, element(nameOfPage(id)));
    tree.children.unshift(imported);
  };

const element = (page: string) =>
  ({
    type: 'mdxJsxFlowElement',
    name: door,
    attributes: [{ type: 'mdxJsxAttribute', name: 'page', value: page }],
    children: [],
  }) as unknown as RootContent;

/** `import ExampleDoor from …`, as the compiler reads it. */
const imported = {
  type: 'mdxjsEsm',
  value: '',
  data: {
    estree: {
      type: 'Program',
      sourceType: 'module',
      body: [
        {
          type: 'ImportDeclaration',
          specifiers: [
            { type: 'ImportDefaultSpecifier', local: { type: 'Identifier', name: door } },
          ],
          attributes: [],
          source: { type: 'Literal', value: `@site/src/components/BenchDoor/${door}` },
        },
      ],
    },
  },
} as unknown as RootContent;
