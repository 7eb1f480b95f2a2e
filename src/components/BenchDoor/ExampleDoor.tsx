import BenchDoor from './BenchDoor.tsx';

/** The way into the bench below the configurations of a page. The compiler of pages puts it there. */
export default function ExampleDoor({ page }: { page: string }) {
  return <BenchDoor of={{ kind: 'page', name: page }} />;
}
