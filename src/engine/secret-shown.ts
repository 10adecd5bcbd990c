/** In a secret's stead. Given back, it keeps the secret that is there (domain.md 2.5). */
export const SECRET_SHOWN = '__ENCRYPTED__';
