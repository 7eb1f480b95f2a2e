import { Component, type ReactNode } from 'react';
import Failure from './Failure.tsx';

interface FenceProps {
  /** The name of what stands in it, as the beginning of a sentence; left out where there is no room for words. */
  what: string | undefined;
  /** Shown below the words when it failed. */
  instead?: ReactNode;
  /** Called before it is shown again. */
  onRetry?: () => void;
  children?: ReactNode;
}

/** Keeps a failure of what stands in it from ending the page, and says of it what can be done. */
export default class Fence extends Component<FenceProps, { failure: { error: unknown } | null }> {
  override state: { failure: { error: unknown } | null } = { failure: null };

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } };
  }

  readonly #retry = () => {
    this.props.onRetry?.();
    this.setState({ failure: null });
  };

  override render() {
    const { failure } = this.state;
    if (!failure) return this.props.children;
    const { what, instead } = this.props;
    return (
      <>
        <Failure what={what} error={failure.error} onRetry={this.#retry} />
        {instead}
      </>
    );
  }
}
