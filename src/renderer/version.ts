import { version } from '../../package.json';

/** Of these screens; the hub behind them may have been replaced by another since they were loaded. */
export const pageVersion: string = version;
