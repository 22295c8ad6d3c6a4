import './zod-without-eval.ts';
import './styles/fonts.css';
import './styles/tokens.css';
import './styles/base.css';
import 'uplot/dist/uPlot.min.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { connect } from './connection.ts';
import { createHubStore, followHub } from './state/hub-store.ts';
import { followAddress } from './state/view.ts';

const connection = connect();
const store = createHubStore();
followAddress();
followHub(connection.client, store);

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <App hub={{ connection, client: connection.client, store }} />
  </StrictMode>,
);
