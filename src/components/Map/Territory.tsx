import { memo, useId } from 'react';
import { fit } from './text.ts';
import type { TerritoryShape } from './territories.ts';
import styles from './Territory.module.css';

/** A JetStream domain: tinted ground, a wash along the inside of its border, its name on the border. */
const Territory = memo(function Territory({
  territory,
  fontSize,
}: {
  territory: TerritoryShape;
  fontSize: number;
}) {
  const clip = useId();
  const { d, name, domain, hue, worded, label } = territory;
  return (
    <g className={styles[hue]}>
      <clipPath id={clip}>
        <path d={d} />
      </clipPath>
      <path d={d} className={styles.ground} />
      <path d={`${d}Z`} className={styles.wash} clipPath={`url(#${clip})`} />
      <path d={d} className={styles.border} />
      <text x={name.x} y={name.y + fontSize * 0.32} className={styles.name}>
        {worded && <tspan>domain</tspan>}
        <tspan dx={worded ? 5 : 0} className={styles.domain}>
          {fit(domain, label.w - 14, fontSize * 0.59)}
        </tspan>
      </text>
    </g>
  );
});

export default Territory;
