import './zod-without-eval.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import 'uplot/dist/uPlot.min.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './connection.ts';
import { followHostMessages } from './host-messages.ts';
import { applyLanguage } from './messages/locale.ts';
import { followErrors } from './page-errors.ts';
import { createHubStore, followHub } from './state/hub-store.ts';
import { applyContrast } from './state/theme.ts';
import { followAddress } from './state/view.ts';

const connection = connect();
const store = createHubStore();
followAddress();
followHostMessages();
followErrors();
followHub(connection.client, store);

/** Without the messages of the wanted language there is always English, which came along. */
await applyLanguage('system').catch((error: unknown) => console.warn('No messages:', error));

applyContrast('system');

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App hub={{ connection, client: connection.client, store }} />
  </StrictMode>,
);
