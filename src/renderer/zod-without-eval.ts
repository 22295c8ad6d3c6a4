/** Must be imported before any schema is made: the content security policy forbids code from strings. */
import { z } from 'zod';

z.config({ jitless: true });
