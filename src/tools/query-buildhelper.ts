import type { CatalogueService, CatalogueSet, ServiceQuery } from '../buildhelper/catalogue.js';
import { serviceRequestOf } from '../buildhelper/service-request.js';
import type { Handler } from './handler.js';

/** The catalogue of outside systems (domain.md 1.2 and 6). Nothing is written; the wizard is the caller. */
export const queryBuildhelper: Handler<'query_buildhelper'> = {
  async list_all_adapters({ buildHelper }) {
    const { adapters } = await buildHelper.catalogue();
    return {
      count: adapters.length,
      adapters: adapters.map(({ id, name, system, description, services }) => ({
        id,
        name,
        system,
        ...(description !== undefined && { description }),
        services: services.length,
      })),
    };
  },

  async list_all_services({ buildHelper }, query) {
    return shownServices((await buildHelper.catalogue()).services(query));
  },

  async list_services_for_adapter(call, { adapter_id, ...query }: { adapter_id: number } & ServiceQuery) {
    const catalogue = await call.buildHelper.catalogue();
    const adapter = catalogue.adapter(adapter_id);
    if (!adapter)
      return call.fail('not_found', `There is no adapter ${adapter_id}; list_all_adapters shows those there are.`);
    return shownServices(catalogue.services(query, adapter.services));
  },

  async get_field_mapping_sets(call, { service_id }) {
    const service = (await call.buildHelper.catalogue()).service(service_id);
    if (!service)
      return call.fail('not_found', `There is no service ${service_id}; list_all_services shows those there are.`);
    return { service: shownService(service), field_mapping_sets: service.sets.map(shownSet) };
  },

  async get_field_mappings(call, { field_mapping_set_id, formula_variable }) {
    const set = (await call.buildHelper.catalogue()).set(field_mapping_set_id);
    if (!set) {
      const where = 'get_field_mapping_sets shows those of a service';
      return call.fail('not_found', `There is no field mapping set ${field_mapping_set_id}; ${where}.`);
    }
    const servicerequest = serviceRequestOf(set, formula_variable);
    return {
      field_mapping_set: shownSet(set),
      servicerequest,
      field_mappings: servicerequest.fieldmappings.map(
        ({ sequence: _, active: __, nullable: ___, ...mapping }, at) => ({
          ...mapping,
          required: set.field_mappings[at]?.required ?? false,
        }),
      ),
    };
  },
};

const shownServices = ({ total, services }: { total: number; services: readonly CatalogueService[] }) => ({
  total,
  services: services.map(shownService),
});

const shownService = ({ id, adapter, name, subtitle, description, sets }: CatalogueService) => ({
  id,
  adapter_id: adapter.id,
  system: adapter.system,
  name,
  ...(subtitle !== undefined && { subtitle }),
  ...(description !== undefined && { description }),
  field_mapping_sets: sets.length,
});

const shownSet = ({ id, service, label, summary, description, field_mappings }: CatalogueSet) => ({
  id,
  service_id: service.id,
  label,
  ...(summary !== undefined && { summary }),
  ...(description !== undefined && { description }),
  field_mappings: field_mappings.length,
});
