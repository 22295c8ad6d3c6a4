import manifest from '../../../package.json' with { type: 'json' };

export const toolName = 'spindle';
export const version: string = manifest.version;
