import type { Handler } from './handler.js';

export const djangoAdmin: Handler<'django_admin'> = {
  async 'describe-models'(_call, _input) {
    throw new Error('django_admin, action describe-models, is still a stub: write it in src/tools/django-admin.ts');
  },
  async 'get-model'(_call, _input) {
    throw new Error('django_admin, action get-model, is still a stub: write it in src/tools/django-admin.ts');
  },
  async 'post-model'(_call, _input) {
    throw new Error('django_admin, action post-model, is still a stub: write it in src/tools/django-admin.ts');
  },
  async 'patch-model'(_call, _input) {
    throw new Error('django_admin, action patch-model, is still a stub: write it in src/tools/django-admin.ts');
  },
  async 'delete-model'(_call, _input) {
    throw new Error('django_admin, action delete-model, is still a stub: write it in src/tools/django-admin.ts');
  },
};
