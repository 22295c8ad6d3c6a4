import { Component, type ReactNode } from 'react';
import { messagesOf } from '../messages/messages.ts';
import { reportOf, showReport } from '../state/crash-store.ts';
import { Button } from './button.tsx';
import { EmptyScreen } from './empty.tsx';

const t = messagesOf('frame');

interface Props {
  /** Another value gives the screen a new chance. */
  readonly resetKey: string;
  readonly children: ReactNode;
}

interface State {
  readonly error: unknown;
  readonly resetKey: string;
}

/** One broken screen must not take the others along, nor the jobs: those run elsewhere. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { error: null, resetKey: this.props.resetKey };

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { error: null, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <EmptyScreen
        title={t('broken')}
        actions={
          <>
            <Button look="primary" onClick={() => location.reload()}>
              {t('loadAgain')}
            </Button>
            <Button onClick={() => showReport(reportOf(error))}>{t('showReport')}</Button>
          </>
        }
      >
        <p>{t('brokenWords')}</p>
        <p>{error instanceof Error ? error.message : String(error)}</p>
      </EmptyScreen>
    );
  }
}
