import CodeBlock from '@theme/CodeBlock';
import type { ServerSpec } from '../../lab/topology/topology.ts';

/** The configurations of a topology, as they run on this site. */
export default function Configurations({ servers }: { servers: readonly ServerSpec[] }) {
  return (
    <details>
      <summary>All of it, as it runs on this site</summary>
      {servers.map(({ name, config }) => (
        <CodeBlock key={name} language="nats" title={`${name}.conf`}>
          {config}
        </CodeBlock>
      ))}
    </details>
  );
}
