package io.asva.core.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class RefusedFilesTest {
  private static final Path FOLDER = Path.of("src/test/resources/weights");

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(Path file) {
    return assertThatThrownBy(() -> Weights.open(file))
        .isInstanceOf(WeightsException.class)
        .hasMessageContaining(file.getFileName().toString());
  }

  private static AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
      Path folder, TorchSample sample, byte[]... storages) {
    Path file = folder.resolve("sample.pt");
    TorchSample.Zip.write(file, sample, storages);
    return assertRefused(file);
  }

  @ParameterizedTest
  @CsvSource({"refuse-evil-zip.pt", "refuse-evil-legacy.pt"})
  void whatWouldRunACommandIsNamedAndNotRun(String file) {
    assertRefused(WeightSamples.file(file))
        .hasMessageContaining("posix.system")
        .hasMessageContaining("nothing was executed");
  }

  @ParameterizedTest
  @CsvSource({
    "refuse-module.pt,torch.nn.modules.linear.Linear",
    "refuse-script.pt,__torch__.torch.nn.modules.linear.Linear",
    "refuse-complex.pt,torch.ComplexFloatStorage"
  })
  void whatIsNoTensorOrContainerIsNamed(String file, String global) {
    assertRefused(FOLDER.resolve(file)).hasMessageContaining("wants " + global + ",");
  }

  @ParameterizedTest
  @CsvSource({"builtins,eval", "builtins,getattr", "os,system", "torch,load", "torch.hub,load"})
  void functionsThatAreNoBuildersAreRefused(String module, String name, @TempDir Path folder) {
    assertRefused(folder, new TorchSample().op('(').text("1").op('t').global(module, name))
        .hasMessageContaining("wants " + module + "." + name + ",");
  }

  @Test
  void namesBuiltOnTheStackAreRefusedToo(@TempDir Path folder) {
    assertRefused(folder, new TorchSample().text("os").text("system").op(0x93))
        .hasMessageContaining("wants os.system,");
  }

  @Test
  void aTruncatedZipFileSaysSo() {
    assertRefused(WeightSamples.file("refuse-truncated.pt"))
        .hasMessageContaining("3066 bytes")
        .hasMessageContaining("truncated");
  }

  @Test
  void aMissingFileAndAFolderSaySo(@TempDir Path folder) {
    assertRefused(folder.resolve("none.pt")).hasMessageContaining("There is no file");
    assertRefused(folder).hasMessageContaining("is a folder");
  }

  @Test
  void whatIsNoFileOfWeightsSaysWhatItIs(@TempDir Path folder) throws IOException {
    assertRefused(write(folder, "")).hasMessageContaining("is empty");
    assertRefused(write(folder, "12345")).hasMessageContaining("only 5 bytes");
    assertRefused(write(folder, "hello, world")).hasMessageContaining("68 65 6c 6c");
    assertRefused(write(folder, "<!DOCTYPE html><html>")).hasMessageContaining("a web page");
    assertRefused(write(folder, "version https://git-lfs.github.com/spec/v1\n"))
        .hasMessageContaining("git lfs pull");
    Path pickle = folder.resolve("pickle");
    Files.write(pickle, new TorchSample().op('}').raw(new byte[0]).op('.', 0, 0, 0, 0).bytes());
    assertRefused(pickle).hasMessageContaining("not one of torch");
  }

  @Test
  void aZipFileOfSomethingElseSaysSo(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("other.zip");
    try (TorchSample.Zip zip = new TorchSample.Zip(file)) {
      zip.entry("readme.txt", 2, new byte[] {'h', 'i'});
    }
    assertRefused(file).hasMessageContaining("holds no data.pkl");
  }

  @Test
  void aTensorBeyondItsStorageIsRefused(@TempDir Path folder) {
    TorchSample sample =
        new TorchSample().tensor("Float", "0", 4, 1, new long[] {4}, new long[] {1});
    assertRefused(folder, sample, new byte[16]).hasMessageContaining("beyond its storage");
  }

  @Test
  void aStorageShorterThanPromisedIsRefused(@TempDir Path folder) {
    TorchSample sample =
        new TorchSample().tensor("Float", "0", 4, 0, new long[] {4}, new long[] {1});
    assertRefused(folder, sample, new byte[12])
        .hasMessageContaining("should have 16 bytes, and has 12");
  }

  @Test
  void aMissingStorageIsRefused(@TempDir Path folder) {
    TorchSample sample =
        new TorchSample().tensor("Float", "7", 4, 0, new long[] {4}, new long[] {1});
    assertRefused(folder, sample, new byte[16]).hasMessageContaining("storage 7 is missing");
  }

  @Test
  void anEnormousViewOfOneElementIsRefused(@TempDir Path folder) {
    long[] shape = {30_000, 30_000};
    TorchSample sample = new TorchSample().tensor("Float", "0", 1, 0, shape, new long[] {0, 0});
    assertRefused(folder, sample, new byte[4])
        .hasMessageContaining("30000x30000")
        .hasMessageContaining("3600000000 bytes");
  }

  @Test
  void anImpossibleShapeIsRefused(@TempDir Path folder) {
    long[] shape = {0, 1L << 31, 1L << 31, 1L << 31};
    TorchSample sample = new TorchSample().tensor("Float", "0", 1, 0, shape, new long[4]);
    assertRefused(folder, sample, new byte[4]).hasMessageContaining("impossible shape");
  }

  @Test
  void lengthsBeyondTheFileTakeNoMemory(@TempDir Path folder) {
    assertRefused(folder, new TorchSample().op('X').int4(-1)).hasMessageContaining("truncated");
  }

  @Test
  void hugeIntegersAreRefused(@TempDir Path folder) {
    assertRefused(folder, new TorchSample().op(0x8B).int4(1 << 30))
        .hasMessageContaining("an integer of 1073741824 bytes");
  }

  @Test
  void aListThatHoldsItselfIsRefused(@TempDir Path folder) {
    TorchSample sample = new TorchSample().op(']', 'q', 0, 'h', 0, 'a', 'h', 0, 'a');
    assertRefused(folder, sample).hasMessageContaining("nested deeper");
  }

  @Test
  void containersThatMultiplyAreRefused(@TempDir Path folder) {
    TorchSample sample = new TorchSample().op(')');
    for (int i = 0; i < 30; i++) {
      sample.op('2', 0x86); // each tuple holds the one before twice
    }
    assertRefused(folder, sample).hasMessageContaining("nested deeper");
  }

  @Test
  void aVeryDeepContainerIsRefusedWithoutExhaustingTheStack(@TempDir Path folder) {
    TorchSample sample = new TorchSample().op(')');
    for (int i = 0; i < 500_000; i++) {
      sample.op(0x85);
    }
    assertRefused(folder, sample).hasMessageContaining("nested deeper");
  }

  @Test
  void deepTuplesAsKeysDoNotExhaustTheStack(@TempDir Path folder) {
    TorchSample sample = new TorchSample().op('}', ')');
    for (int i = 0; i < 500_000; i++) {
      sample.op(0x85);
    }
    Path file = folder.resolve("keys.pt");
    TorchSample.Zip.write(file, sample.op('N', 's'));
    assertThat(Weights.open(file).tensors()).isEmpty();
  }

  @Test
  void nestedRebuildingIsRefused(@TempDir Path folder) {
    TorchSample sample = new TorchSample().global("torch._tensor", "_rebuild_from_type_v2");
    sample.op('q', 0, '(').op('h', 0, 'h', 0, ')', 'N', 't', 'R');
    assertRefused(folder, sample).hasMessageContaining("rebuilt from itself");
  }

  @Test
  void morePickleThanAnyCheckpointHasIsRefused(@TempDir Path folder) {
    TorchSample sample = new TorchSample().raw(new byte[0]);
    byte[] dicts = new byte[3_000_000];
    java.util.Arrays.fill(dicts, (byte) '}');
    assertRefused(folder, sample.raw(dicts)).hasMessageContaining("2000000 operations");
  }

  @Test
  void unknownOperationsAndProtocolsAreNamed(@TempDir Path folder) {
    Path other = folder.resolve("other");
    assertRefused(folder, new TorchSample().op('i')).hasMessageContaining("operation 0x69");
    TorchSample.Zip.write(other, new TorchSample().op(0x80, 9));
    assertRefused(other).hasMessageContaining("protocol 9");
  }

  @Test
  void aBigEndianFileIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("big-endian.pt");
    try (TorchSample.Zip zip = new TorchSample.Zip(file)) {
      byte[] pickle = new TorchSample().op('}').bytes();
      zip.entry("x/data.pkl", pickle.length, pickle);
      zip.entry("x/byteorder", 3, "big".getBytes(StandardCharsets.UTF_8));
    }
    assertRefused(file).hasMessageContaining("byte order big; little was expected");
  }

  @Test
  void aCompressedArchiveIsRefused(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("deflated.pt");
    try (java.util.zip.ZipOutputStream zip =
        new java.util.zip.ZipOutputStream(Files.newOutputStream(file))) {
      zip.putNextEntry(new java.util.zip.ZipEntry("x/data.pkl"));
      zip.write(new TorchSample().op('}').bytes());
    }
    assertRefused(file).hasMessageContaining("is compressed");
  }

  private static Path write(Path folder, String text) throws IOException {
    return Files.writeString(folder.resolve("some-file"), text);
  }
}
