import { useState } from 'react';
import { askWorker } from '../../offline/messages.ts';
import notice from '../Pages/PageNotice.module.css';
import Press from '../Press/Press.tsx';

interface Props {
  /** The worker of the new release. */
  worker: ServiceWorker;
  onLater: () => void;
}

/** Says that a new release of the site is there, and loads the page in it when it is asked to. */
export default function ReleaseNotice({ worker, onLater }: Props) {
  const [taking, setTaking] = useState(false);
  const reload = () => {
    // A lab whose servers have stored something has the browser ask before.
    window.location.reload();
    onLater();
  };
  const take = () => {
    // Another page may have taken it already.
    if (worker.state !== 'installed') return reload();
    setTaking(true);
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    void askWorker(worker, { type: 'take over' });
  };
  return (
    <div role="status" className={notice.notice}>
      <p>A new release of this site is here. To take it, this page is loaded again.</p>
      <Press
        name={taking ? 'Loading it…' : 'Load the new release'}
        small
        idle={taking}
        onPress={take}
      />
      <Press name="Later" small onPress={onLater} />
    </div>
  );
}
