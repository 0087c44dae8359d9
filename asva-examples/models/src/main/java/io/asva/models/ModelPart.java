package io.asva.models;

import io.asva.core.layout.PartsLayout;
import io.asva.models.content.Content;
import io.asva.models.content.ContentKind;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** The files of which the published models consist: what each is, and where it lies. */
@SuppressWarnings("ImmutableEnumChecker") // the functions hold nothing
public enum ModelPart {
  /** The denoiser's configuration. */
  UNET_CONFIG("UNet, configuration", ContentKind.UNET_CONFIG, config(Places::unet)),
  /** The denoiser's weights. */
  UNET("UNet", ContentKind.UNET, weights(Places::unet)),
  /** The autoencoder's configuration. */
  VAE_CONFIG("VAE, configuration", ContentKind.VAE_CONFIG, config(Places::vae)),
  /** The autoencoder's weights. */
  VAE("VAE", ContentKind.VAE, weights(Places::vae)),
  /** ImageBind's weights. */
  IMAGE_BIND("ImageBind", ContentKind.IMAGE_BIND, places -> Place.network(places.imageBind())),
  /** The text encoder's configuration. */
  TEXT_ENCODER_CONFIG(
      "text encoder, configuration", ContentKind.TEXT_ENCODER_CONFIG, config(Places::textEncoder)),
  /** The text encoder's weights. */
  TEXT_ENCODER(
      "text encoder",
      ContentKind.TEXT_ENCODER,
      places -> Place.weights(places.textEncoder(), List.of("model", "pytorch_model"))),
  /** The tokenizer's vocabulary. */
  VOCABULARY(
      "tokenizer, vocabulary",
      ContentKind.VOCABULARY,
      places -> Place.file(places.tokenizer().resolve("vocab.json"))),
  /** The tokenizer's merges. */
  MERGES(
      "tokenizer, merges",
      ContentKind.MERGES,
      places -> Place.file(places.tokenizer().resolve("merges.txt"))),
  /** The scheduler's configuration. */
  SCHEDULER("scheduler", ContentKind.SCHEDULER, places -> Place.file(places.scheduler())),
  /** The encoding of the empty text. */
  NULL_TEXT(
      "null text encoding", ContentKind.TEXT_ENCODING, places -> Place.file(places.nullText())),
  /** The encodings of a data set's categories. */
  CATEGORY_ENCODINGS(
      "category encodings",
      ContentKind.TEXT_ENCODINGS,
      places -> Place.file(places.textEncodings())),
  /** The encoding of a data set's only category. */
  SOLE_CATEGORY_ENCODING(
      "category encoding", ContentKind.TEXT_ENCODING, places -> Place.file(places.textEncodings())),
  /** The texts of a data set's categories. */
  CLASS_MAPPING(
      "category names", ContentKind.CLASS_MAPPING, places -> Place.file(places.classMapping())),
  /** The classifier's audio network. */
  SYNC_AUDIO("sync classifier, audio", ContentKind.SYNC_AUDIO, classifier("audio_encoder")),
  /** The classifier's video network. */
  SYNC_VIDEO("sync classifier, video", ContentKind.SYNC_VIDEO, classifier("video_encoder")),
  /** The classifier's head. */
  SYNC_HEAD("sync classifier, head", ContentKind.SYNC_HEAD, classifier("head")),
  /** FID's network. */
  INCEPTION("Inception (FID)", ContentKind.INCEPTION, places -> Place.file(places.inception())),
  /** FVD's network. */
  I3D("I3D (FVD)", ContentKind.TORCH_SCRIPT, places -> Place.file(places.i3d())),
  /** The configuration of Stable Diffusion's denoiser. */
  IMAGE_UNET_CONFIG(
      "Stable Diffusion's UNet, configuration",
      ContentKind.IMAGE_UNET_CONFIG,
      config(Places::imageUnet)),
  /** The weights of Stable Diffusion's denoiser. */
  IMAGE_UNET("Stable Diffusion's UNet", ContentKind.IMAGE_UNET, weights(Places::imageUnet)),
  /** The checkpoint of AVID-CMA. */
  AVID("AVID-CMA", ContentKind.AVID, places -> Place.file(places.avid()));

  private final String title;
  private final ContentKind kind;
  private final Function<Places, Place> place;

  ModelPart(String title, ContentKind kind, Function<Places, Place> place) {
    this.title = title;
    this.kind = kind;
    this.place = place;
  }

  /** Its name for people. */
  public String title() {
    return title;
  }

  /** The kind of its content. */
  public ContentKind kind() {
    return kind;
  }

  /** Whether a content may lie in its place: for animating, an audio encoder alone will do. */
  boolean fits(Content content) {
    return kind.fits(content) || (this == IMAGE_BIND && ContentKind.AUDIO_ENCODER.fits(content));
  }

  Place place(Places places) {
    return place.apply(places);
  }

  private static Function<Places, Place> config(Function<Places, Path> folder) {
    return places -> Place.file(folder.apply(places).resolve(PartsLayout.CONFIG));
  }

  private static Function<Places, Place> weights(Function<Places, Path> folder) {
    return places -> Place.network(folder.apply(places));
  }

  private static Function<Places, Place> classifier(String network) {
    return places -> Place.network(places.classifier().resolve(network));
  }
}
