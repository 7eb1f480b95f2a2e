import { useState, type ReactNode } from 'react';

/** Puts a text on the clipboard, and says whether it could. */
export default function CopyButton(props: { text: () => string; children: ReactNode }) {
  const [said, setSaid] = useState('');
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text());
      setSaid('Copied.');
    } catch {
      setSaid('The browser keeps the clipboard from this page. Select the text and copy it.');
    }
  };
  return (
    <>
      <button
        type="button"
        className="button button--secondary button--sm"
        onClick={() => void copy()}
      >
        {props.children}
      </button>
      <span role="status">{said}</span>
    </>
  );
}
