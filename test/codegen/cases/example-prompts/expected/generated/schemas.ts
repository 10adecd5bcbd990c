// Generated from the catalog by `npm run codegen`. Do not edit.
import { z } from 'zod';
