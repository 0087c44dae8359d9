package io.asva.models.content;

import com.fasterxml.jackson.databind.JsonNode;
import io.asva.core.weights.WeightTensor;
import io.asva.core.weights.Weights;
import java.util.function.Predicate;

/** The kinds of files that the published models consist of, each known by its content. */
@SuppressWarnings("ImmutableEnumChecker") // the predicates hold nothing
public enum ContentKind {
  /** The weights of the denoiser of videos. */
  UNET("the animation's UNet", weights(w -> has(w, "conv_in.conv_temp.weight"))),
  /** The weights of Stable Diffusion's denoiser of images. */
  IMAGE_UNET(
      "Stable Diffusion's UNet",
      weights(
          w ->
              has(w, "conv_in.weight")
                  && has(w, "time_embedding.linear_1.weight")
                  && !has(w, "conv_in.conv_temp.weight"))),
  /** The weights of the autoencoder. */
  VAE("a VAE", weights(w -> has(w, "encoder.conv_in.weight") && has(w, "decoder.conv_in.weight"))),
  /** The weights of CLIP's text encoder. */
  TEXT_ENCODER(
      "CLIP's text encoder", weights(w -> has(w, "text_model.embeddings.token_embedding.weight"))),
  /** The weights of ImageBind. */
  IMAGE_BIND(
      "ImageBind", weights(w -> has(w, "modality_preprocessors.audio.rgbt_stem.proj.weight"))),
  /** The weights of its audio encoder alone, as training saves them. */
  AUDIO_ENCODER(
      "ImageBind's audio encoder", weights(w -> has(w, "preprocessor.rgbt_stem.proj.weight"))),
  /** The weights of the classifier's audio network. */
  SYNC_AUDIO("the sync classifier's audio network", weights(w -> has(w, "block1.conv1.weight"))),
  /** The weights of the classifier's video network. */
  SYNC_VIDEO(
      "the sync classifier's video network", weights(w -> has(w, "conv2x.0.spt_conv1.weight"))),
  /** The weights of the classifier's head. */
  SYNC_HEAD("the sync classifier's head", weights(w -> has(w, "fc.6.weight"))),
  /** The checkpoint of AVID-CMA. */
  AVID(
      "a checkpoint of AVID-CMA",
      weights(
          w ->
              w.tensors().stream().anyMatch(t -> t.name().contains("audio_model."))
                  && w.tensors().stream().anyMatch(t -> t.name().contains("video_model.")))),
  /** The weights of FID's network. */
  INCEPTION("FID's Inception network", weights(w -> has(w, "Conv2d_1a_3x3.conv.weight"))),
  /** FVD's network. */
  TORCH_SCRIPT("a TorchScript module", content -> content instanceof Content.TorchScript),
  /** One encoding of a text, saved alone. */
  TEXT_ENCODING(
      "the encoding of a text",
      weights(w -> w.tensors().size() == 1 && w.tensors().stream().allMatch(ContentKind::isText))),
  /** An encoding for each of several texts. */
  TEXT_ENCODINGS(
      "encodings of texts",
      weights(
          w ->
              !w.tensors().isEmpty()
                  && w.tensors().stream()
                      .allMatch(t -> !t.name().equals(Weights.SOLE_TENSOR) && isText(t)))),
  /** The configuration of the denoiser of videos. */
  UNET_CONFIG(
      "the animation's UNet's configuration",
      json(root -> root.path("audio_cross_attention_dim").isNumber())),
  /** The configuration of Stable Diffusion's denoiser. */
  IMAGE_UNET_CONFIG(
      "the configuration of Stable Diffusion's UNet",
      json(root -> isClass(root, "UNet2DConditionModel"))),
  /** The configuration of the autoencoder. */
  VAE_CONFIG("a VAE's configuration", json(root -> isClass(root, "AutoencoderKL"))),
  /** The configuration of CLIP's text encoder. */
  TEXT_ENCODER_CONFIG(
      "the configuration of CLIP's text encoder",
      json(root -> root.path("architectures").path(0).asText().startsWith("CLIPText"))),
  /** The scheduler's configuration. */
  SCHEDULER(
      "a scheduler's configuration",
      json(root -> root.path("_class_name").asText().endsWith("Scheduler"))),
  /** The vocabulary of CLIP's tokenizer. */
  VOCABULARY("a tokenizer's vocabulary", json(root -> root.path("<|endoftext|>").isInt())),
  /** The merges of CLIP's tokenizer. */
  MERGES("a tokenizer's merges", content -> content instanceof Content.Merges),
  /** The texts of a data set's categories. */
  CLASS_MAPPING(
      "texts of a data set's categories",
      json(root -> !root.has("_class_name") && all(root, JsonNode::isTextual)));

  private final String words;
  private final Predicate<Content> test;

  ContentKind(String words, Predicate<Content> test) {
    this.words = words;
    this.test = test;
  }

  /** Its name, as it follows "expected" in a message. */
  public String words() {
    return words;
  }

  /** Whether a content is of this kind. */
  public boolean fits(Content content) {
    return test.test(content);
  }

  private static Predicate<Content> weights(Predicate<Weights> test) {
    return content -> content instanceof Content.Tensors t && test.test(t.weights());
  }

  private static Predicate<Content> json(Predicate<JsonNode> test) {
    return content -> content instanceof Content.Json j && test.test(j.root());
  }

  private static boolean has(Weights weights, String name) {
    return weights.find(name).isPresent();
  }

  /** A text's encoding has a row for each of CLIP's 77 tokens. */
  private static boolean isText(WeightTensor tensor) {
    int rank = tensor.shape().rank();
    return rank >= 2 && tensor.shape().dim(rank - 2) == 77;
  }

  private static boolean isClass(JsonNode root, String name) {
    return root.path("_class_name").asText().equals(name);
  }

  private static boolean all(JsonNode root, Predicate<JsonNode> test) {
    return root.isObject() && !root.isEmpty() && root.valueStream().allMatch(test);
  }
}
