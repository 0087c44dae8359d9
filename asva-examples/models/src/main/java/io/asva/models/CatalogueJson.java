package io.asva.models;

import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.asva.models.Published.HubFile;
import io.asva.models.download.Checksum;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The catalogue as its file has it.
 *
 * @param repository of the files that lie in the hub
 * @param revision of it
 * @param files one after another
 */
record CatalogueJson(String repository, String revision, List<Entry> files) {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS).build();

  static Catalogue read(InputStream in) throws IOException {
    CatalogueJson json = MAPPER.readValue(in, CatalogueJson.class);
    return new Catalogue(
        json.files.stream().map(e -> e.published(json.repository, json.revision)).toList());
  }

  /** A file; see {@link Published}. */
  record Entry(
      ModelPart part,
      @Nullable String dataset,
      Map<Purpose, Role> uses,
      @Nullable Long size,
      @Nullable Checksum checksum,
      @Nullable URI address,
      @Nullable String hubPath,
      URI page,
      @Nullable String licence,
      List<String> sources) {

    Published published(String repository, String revision) {
      return new Published(
          part,
          Optional.ofNullable(dataset),
          uses,
          size == null ? OptionalLong.empty() : OptionalLong.of(size),
          Optional.ofNullable(checksum),
          Optional.ofNullable(address),
          Optional.ofNullable(hubPath).map(path -> new HubFile(repository, revision, path)),
          page,
          Optional.ofNullable(licence),
          sources);
    }
  }
}
