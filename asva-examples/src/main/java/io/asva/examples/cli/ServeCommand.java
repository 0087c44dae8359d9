package io.asva.examples.cli;

import io.asva.core.files.AsvaCache;
import io.asva.core.runtime.ResolvedDevice;
import io.asva.diffusion.Animator;
import io.asva.diffusion.AnimatorBuilder;
import io.asva.diffusion.GuidanceScales;
import io.asva.examples.demo.Demo;
import io.asva.examples.demo.DemoChoice;
import io.asva.media.MediaLimits;
import io.asva.serve.AsvaServer;
import io.asva.serve.AsvaServerBuilder;
import io.asva.serve.upload.Sample;
import io.asva.sync.SyncModels;
import io.asva.sync.SyncScorer;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** Serves a page and an HTTP interface until it is stopped. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "Serves a page that animates images and scores videos, and an HTTP interface, to this"
            + " machine alone unless --host says otherwise. Without --models it uses the demo's small"
            + " models, which know eight drawn things. Ctrl-C stops it.")
final class ServeCommand implements Callable<Integer> {
  private static final int MEGABYTE = 1_000_000;

  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "Folder with the models, as for animate. Default: the demo's models.")
  private @Nullable Path models;

  @Option(
      names = "--dataset",
      paramLabel = "NAME",
      description = "Whose model of the reference's layout is used. Default: the only one there.")
  private @Nullable String dataset;

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "8080",
      description = "The port; 0 for any that is free. Default: ${DEFAULT-VALUE}.")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description =
          "The address to listen at. Any but this machine's own needs --token. Default:"
              + " ${DEFAULT-VALUE}.")
  private String host;

  @Option(
      names = "--token",
      paramLabel = "SECRET",
      defaultValue = "${env:ASVA_TOKEN}",
      description =
          "A secret of 16 characters or more that requests must have. Default: what ASVA_TOKEN in"
              + " the environment says, which other users don't see.")
  private @Nullable String token;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "Another name that browsers reach it by, such as a proxy's. May be repeated.")
  private List<String> names = List.of();

  @Option(
      names = "--folder",
      paramLabel = "DIR",
      description = "Where uploads and clips are kept. Default: serve in the cache.")
  private @Nullable Path folder;

  @Option(
      names = "--queue",
      paramLabel = "N",
      defaultValue = "16",
      description = "How many clips may wait. Default: ${DEFAULT-VALUE}.")
  private int queue;

  @Option(
      names = "--max-megabytes",
      paramLabel = "N",
      defaultValue = "200",
      description = "The largest request. Default: ${DEFAULT-VALUE}.")
  private long megabytes;

  @Mixin private DeviceOption device;

  @ParentCommand private Asva asva;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    OrderlyStop stop = asva.orderlyStop();
    ResolvedDevice where = device.resolve(err);
    try (AsvaServer server = start(where, err)) {
      PrintWriter out = spec.commandLine().getOut();
      out.println("asva serves at " + server.address() + "/ on " + where.words());
      out.flush();
      CountDownLatch stopped = new CountDownLatch(1);
      stop.cancellation().onCancel(stopped::countDown);
      stopped.await();
      err.println("Stopping; a clip that is being made may take up to 30 s more.");
      err.flush();
    }
    stop.endedWell();
    return ExitCode.OK;
  }

  private AsvaServer start(ResolvedDevice where, PrintWriter err) {
    Demo demo = models == null ? Demo.usual() : null;
    Path root = demo == null ? Objects.requireNonNull(models) : demo.models();
    MediaLimits limits = AsvaServerBuilder.LIMITS;
    AnimatorBuilder animator =
        Animator.builder().models(root).device(where.device()).limits(limits).queueBound(queue);
    if (dataset != null) {
      animator.dataset(dataset);
    }
    SyncModels sync = SyncModels.of(root);
    AsvaServerBuilder builder = AsvaServer.builder(animator.build()).limits(limits);
    if (sync.hasClassifier()) {
      builder.scorer(
          SyncScorer.builder()
              .models(sync.classifier())
              .device(where.device())
              .limits(limits)
              .build());
    }
    if (demo != null) {
      offer(demo, builder);
    }
    return listening(builder)
        .grace(Duration.ofSeconds(30))
        .log((what, why) -> say(err, what, why))
        .start();
  }

  private AsvaServerBuilder listening(AsvaServerBuilder builder) {
    builder.host(host).port(port).mostBytes(megabytes * MEGABYTE);
    names.forEach(builder::name);
    if (token != null && !token.isEmpty()) {
      builder.token(token);
    }
    if (folder != null) {
      builder.folder(folder);
    }
    return builder;
  }

  /** Images of all that the demo's models know, and rhythms. */
  private static void offer(Demo demo, AsvaServerBuilder builder) {
    builder.guidance(new GuidanceScales(Demo.AUDIO_GUIDANCE, Demo.TEXT_GUIDANCE));
    builder.sample(new Sample("hammer and frog", demo.image(), demo.scene().category().text()));
    builder.sample(new Sample("hammer", demo.audio(), null));
    long seed = Demo.SEED;
    for (String thing : List.of("drum", "bell", "fire", "monster")) {
      Demo one = Demo.of(DemoChoice.scene(thing, ++seed), AsvaCache.folder());
      builder.sample(new Sample(thing, one.image(), one.scene().category().text()));
      builder.sample(new Sample(thing, one.audio(), null));
    }
  }

  private static void say(PrintWriter err, String what, Throwable why) {
    synchronized (err) {
      err.println("asva: " + what + ": " + why);
      why.printStackTrace(err);
      err.flush();
    }
  }
}
